// Saves a review as one goes: each tick at once, a text when one leaves it. Without script the button "Merken" does it.
(() => {
  const form = document.querySelector("form[data-review]");
  const told = form?.querySelector("[data-review-saved]");
  if (!told) return;
  const PAUSE = 300; // ms: a click on a button leaves the text as well, and sends the whole form itself
  let sending = Promise.resolve();
  let leaving = false;

  // What is on its way arrives first; what still waits goes with the form.
  form.addEventListener("submit", (event) => {
    if (leaving) return;
    event.preventDefault();
    leaving = true;
    // A turn later: a form that is still telling its listeners takes no second request.
    sending.then(() => setTimeout(() => form.requestSubmit(event.submitter)));
  });
  window.addEventListener("pageshow", () => (leaving = false));

  form.addEventListener("change", (event) => {
    const field = event.target;
    const before = form.elements[`initial-${field.name}`];
    if (!before) return;
    sending = sending.then(() => save(field, before));
  });

  async function save(field, before) {
    await new Promise((done) => setTimeout(done, PAUSE));
    if (leaving) return;
    const value = field.type === "checkbox" ? (field.checked ? "True" : "False") : field.value;
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "revision"]) data.set(name, form.elements[name].value);
    data.set(before.name, before.value);
    if (field.type !== "checkbox") data.set(field.name, field.value);
    else if (field.checked) data.set(field.name, "on");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (answer.status === 204) {
        before.value = value;
        told.textContent = told.dataset.saved;
      } else {
        const { message } = answer.status === 409 ? await answer.json() : { message: told.dataset.failed };
        told.textContent = message;
      }
    } catch {
      told.textContent = told.dataset.failed;
    }
  }
})();

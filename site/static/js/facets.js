/* Seasoning: where facets stand beside the hits, a choice is sent at once and the page keeps its place and its focus.
   Without script the button does it. */
const beside = window.matchMedia("(min-width: 60em)");
let shown = window.location.search;

document.getElementById("filter")?.classList.add("facets--live");
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.id === "filter" && beside.matches) narrow(form, event.target);
});
// Back and forward, but not a jump within the page.
window.addEventListener("popstate", () => window.location.search !== shown && window.location.reload());

/* Takes over the answer's content; whatever goes wrong, the form is sent as if there were no script. */
async function narrow(form, chosen) {
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const unfolded = [...document.querySelectorAll("#filter details")].map((details) => details.open);
    document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
    document.title = page.title;
    window.history.pushState(null, "", address);
    shown = address.search;
    settle(chosen, unfolded);
  } catch {
    form.submit();
  }
}

/* Unfolds what was unfolded and puts the focus back on the choice that was made. */
function settle(chosen, unfolded) {
  const form = document.getElementById("filter");
  form?.classList.add("facets--live");
  form?.querySelectorAll("details").forEach((details, i) => (details.open = unfolded[i] ?? false));
  const again = [...(form?.elements ?? [])].find((input) => input.name === chosen.name && input.value === chosen.value);
  again?.focus({ preventScroll: true });
}

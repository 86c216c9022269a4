/* Seasoning: suggestions below the search field, as a combobox with a list (ARIA authoring practices, "list
   autocomplete with manual selection"). Without script the field is a field, and Enter asks the question. */
const FROM_LETTER = 3;
const PAUSE = 150; // milliseconds without a keystroke before the portal is asked

let fields = 0;

// Also a field that came later, when facets.js took over an answer.
document.querySelectorAll("input[data-suggest]").forEach(combobox);
document.addEventListener("focusin", ({ target }) => target.matches("input[data-suggest]") && combobox(target));

function combobox(input) {
  if (input.getAttribute("role") === "combobox") return;
  const id = `vorschlaege-${(fields += 1)}`;
  const words = document.querySelector("template[data-suggest-words]").dataset;
  const list = Object.assign(document.createElement("ul"), { id, className: "suggestions", hidden: true });
  const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  let options = [];
  let current = -1;
  let asked = null;
  let timer = 0;

  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.label);
  said.setAttribute("role", "status");
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
  Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));
  input.closest("search").append(list, said);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked?.abort();
    if (input.value.trim().length < FROM_LETTER) return close();
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden && input.value.trim().length >= FROM_LETTER) ask();
      if (!list.hidden) move(event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      close();
      event.preventDefault(); // the first Escape closes the list, the next empties the field
    } else if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      window.location.assign(options[current].url);
    }
  });
  input.addEventListener("blur", () => setTimeout(close, 150)); // a click on a suggestion comes first
  list.addEventListener("mousedown", (event) => event.preventDefault());

  async function ask() {
    asked = new AbortController();
    try {
      const address = new URL(input.dataset.suggest, window.location.href);
      address.searchParams.set("q", input.value);
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      close(); // no suggestions, and nothing else is lost
    }
  }

  function show(found) {
    if (document.activeElement !== input) return;
    options = found;
    current = -1;
    list.replaceChildren(...found.map(option));
    const isOpen = found.length > 0;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    input.removeAttribute("aria-activedescendant");
    said.textContent = isOpen ? (found.length === 1 ? words.one : words.many.replace("%s", found.length)) : "";
  }

  function option({ text, label, url }, number) {
    const item = Object.assign(document.createElement("li"), { id: `${id}-${number}`, className: "suggestions__item" });
    const kind = Object.assign(document.createElement("span"), { className: "suggestions__kind", textContent: label });
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(Object.assign(document.createElement("span"), { textContent: text }), " ", kind);
    item.addEventListener("click", () => window.location.assign(url));
    return item;
  }

  function move(by) {
    list.children[current]?.setAttribute("aria-selected", "false");
    current = current + by; // -1 is the field itself
    if (current >= options.length) current = -1;
    if (current < -1) current = options.length - 1;
    const item = list.children[current];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    asked?.abort();
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}

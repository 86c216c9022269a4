/* The pinboard is kept in this browser alone, as ["offer:12", …]; the server only hears of it when the board is opened. */
const KEY = "merkliste";
const MOST = 50;

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((pin) => /^(offer|organisation):\d+$/.test(pin)) : [];
  } catch {
    return []; // storage is closed or holds something else
  }
}

function keep(pins) {
  try {
    localStorage.setItem(KEY, JSON.stringify([...new Set(pins)].slice(0, MOST)));
  } catch {
    // nothing is kept where the browser forbids it; the button then shows it
  }
}

const board = (pins) => `/merkliste/?${pins.map((pin) => `e=${pin}`).join("&")}`;

function show() {
  const pins = kept();
  for (const button of document.querySelectorAll("[data-pin]")) {
    const on = pins.includes(button.dataset.pin);
    button.hidden = false;
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? button.dataset.on : button.dataset.off;
  }
  for (const link of document.querySelectorAll(".takealong__board")) link.hidden = pins.length === 0;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pin]");
  if (button) {
    const pins = kept();
    const on = pins.includes(button.dataset.pin);
    keep(on ? pins.filter((pin) => pin !== button.dataset.pin) : [...pins, button.dataset.pin]);
    show();
  } else if (event.target.closest("[data-print]")) {
    window.print();
  } else if (event.target.closest("[data-pin-all]")) {
    keep([...kept(), ...[...document.querySelectorAll("[data-pin]")].map((each) => each.dataset.pin)]);
    show();
  }
});

// The board without a list in its address shows what this browser keeps.
if (document.querySelector("[data-pinboard-empty]") && kept().length && !window.location.search) {
  window.location.replace(board(kept()));
}
for (const button of document.querySelectorAll("[data-print], [data-pin-all]")) button.hidden = false;
show();
// Facets replace the list without loading the page anew.
const main = document.querySelector("main");
if (main) new MutationObserver(show).observe(main, { childList: true });

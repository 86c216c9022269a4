// A practice's form: from one screen to the next, from the Kurzmeldung to the full form, from what is missing to its field.
// Without this file admin.css shows all screens one below the other.
"use strict";

(() => {
  const FIELD = "[contenteditable=true], input:not([type=hidden]), textarea, select";
  const BUTTON = ".w-panel__content button";

  // Wagtail shows a screen after its transition; only what is shown can take the focus.
  const whenShown = (element, act, frames = 90) => {
    if (element.offsetParent !== null || frames === 0) act();
    else requestAnimationFrame(() => whenShown(element, act, frames - 1));
  };

  // A screen is read from its tabs on, a field from its name on.
  const focusIn = (place) => {
    const shown = (one) => one.offsetParent !== null;
    // Rows that nobody has begun and choosers have no field, only a button.
    const field = [...place.querySelectorAll(FIELD)].find(shown) || [...place.querySelectorAll(BUTTON)].find(shown);
    const top = place.matches("[role=tabpanel]") ? place.closest("[data-guided-form]") : place;
    top.scrollIntoView({ block: "start" });
    if (field) field.focus({ preventScroll: true });
  };

  const open = (form, screen, place) => {
    grow(form, screen);
    // Wagtail's own script must have seen the new screens before it can open one.
    setTimeout(() => {
      form.querySelector(`[role=tab][href="#${screen.id}"]`).click();
      whenShown(place, () => focusIn(place));
    }, 50);
  };

  const grow = (form, screen) => {
    if (!screen.hasAttribute("data-further")) return;
    form.querySelectorAll("[role=tabpanel][data-further]").forEach((one) => {
      one.removeAttribute("data-further");
      one.setAttribute("data-w-tabs-target", "panel");
    });
    form.querySelectorAll("[role=tab][data-further]").forEach((one) => {
      one.removeAttribute("data-further");
      one.hidden = false;
      one.setAttribute("data-w-tabs-target", "trigger");
    });
    form.querySelector("[name=guided-form-grown]").value = "1";
    form.querySelector("[data-choice]").remove();
    form.querySelectorAll("[data-next][hidden]").forEach((one) => (one.hidden = false));
  };

  document.addEventListener("click", (event) => {
    const way = event.target.closest("[data-next], [data-grow]");
    if (way) {
      const screens = [...way.closest("[data-guided-form]").querySelectorAll("[role=tabpanel]")];
      const next = screens[screens.indexOf(way.closest("[role=tabpanel]")) + 1];
      open(way.closest("[data-guided-form]"), next, next);
      return;
    }
    const gap = event.target.closest(".missing a");
    if (!gap) return;
    const name = gap.hash.slice(1);
    const field = document.getElementById(name) || document.getElementById(`${name}-FORMS`);
    const screen = field && field.closest("[role=tabpanel]");
    if (!screen) return;
    event.preventDefault();
    open(screen.closest("[data-guided-form]"), screen, field.closest(".w-panel") || screen);
  });
})();

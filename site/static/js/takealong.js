/* Printing and copying from a page; without script both buttons stay away, and the line can be marked by hand. */
for (const way of document.querySelectorAll("[data-print]")) {
  way.hidden = false;
  way.querySelector("button").addEventListener("click", () => window.print());
}

for (const way of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue; // only https and localhost may copy
  way.hidden = false;
  way.querySelector("button").addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(way.dataset.copy).textContent.trim());
    way.querySelector("[role=status]").textContent = way.dataset.done;
  });
}

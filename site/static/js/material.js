/* Seasoning in a material's form: as soon as another file is chosen, says what is known of it: whether it lies here
   already, whether a screen reader gets at it. Without script the form says so when it is opened again. */
const notes = document.querySelector("[data-file-notes]");
const input = document.getElementById("id_file");
let shown = input?.value;

if (notes && input) input.addEventListener("change", tell);

async function tell() {
  if (input.value === shown) return;
  shown = input.value;
  notes.replaceChildren();
  if (!shown) return;
  const address = new URL(notes.dataset.fileNotes, window.location);
  address.searchParams.set("file", shown);
  if (notes.dataset.material) address.searchParams.set("material", notes.dataset.material);
  const answer = await fetch(address);
  if (answer.ok) notes.innerHTML = await answer.text();
}

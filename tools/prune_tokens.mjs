/* Takes the tokens that no rule reads out of a compiled style sheet: of KERN's 700 colours, sizes and distances the
   portal needs about a hundred. Usage: node tools/prune_tokens.mjs FILE (compressed CSS, rewritten in place). */
import { readFile, writeFile } from "node:fs/promises";

const file = process.argv[2];
let css = (await readFile(file, "utf8")).replace(/\/\*.*?\*\//gs, "");

// A token may be read by another token only, which goes in the next round.
for (let before = ""; before !== css; ) {
  before = css;
  const read = new Set(Array.from(css.matchAll(/var\(\s*(--[\w-]+)/g), (found) => found[1]));
  css = css.replace(/(--[\w-]+):[^;{}]*;?(?=[^{]*})/g, (declaration, name) => (read.has(name) ? declaration : ""));
}
css = css.replace(/[^{}]+\{\s*\}/g, "").replace(/@media[^{}]+\{\s*\}/g, "");
await writeFile(file, css);

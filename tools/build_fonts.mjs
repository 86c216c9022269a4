/* Cuts the Fira Sans that KERN ships into one small file per weight and script, and writes the @font-face rules for
   them to site/static/build/_fonts.scss, which portal.scss takes up by `@use "../build/fonts"`. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import subsetFont from "subset-font";

const WEIGHTS = { 400: "Regular", 600: "SemiBold" };

// A browser fetches a file only when a letter of its range is on the page: 31 kB for German instead of KERN's 130.
// Latin reaches the European and Turkish letters, Cyrillic the Ukrainian ones. Fira Sans has no Arabic: there the
// system's typeface stands in.
const SCRIPTS = {
  latin: [[0x20, 0x17f], [0x218, 0x21b], [0x2010, 0x2027], [0x202f, 0x203a], [0x20ac, 0x20ac], [0x2190, 0x2193], [0x2212, 0x2212]],
  cyrillic: [[0x400, 0x52f], [0x2116, 0x2116]],
};

const letters = (ranges) =>
  ranges.map(([from, to]) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i))).join("");
const unicodeRange = (ranges) => ranges.map(([from, to]) => `U+${from.toString(16)}-${to.toString(16)}`).join(", ");

const require = createRequire(import.meta.url);
const shipped = join(dirname(require.resolve("@kern-ux/native/package.json")), "dist/fonts/fira-sans");
const build = new URL("../site/static/build/", import.meta.url);
await mkdir(new URL("fonts/", build), { recursive: true });

// For print (directory/takealong/brochure.typ), which reads no woff2: both scripts in one file a weight.
const printed = letters(Object.values(SCRIPTS).flat());

const rules = [];
for (const [weight, name] of Object.entries(WEIGHTS)) {
  const font = await readFile(join(shipped, `FiraSans-${name}.woff2`));
  await writeFile(new URL(`fonts/fira-sans-${weight}.ttf`, build), await subsetFont(font, printed, { targetFormat: "truetype" }));
  for (const [script, ranges] of Object.entries(SCRIPTS)) {
    const file = `fonts/fira-sans-${weight}-${script}.woff2`;
    await writeFile(new URL(file, build), await subsetFont(font, letters(ranges), { targetFormat: "woff2" }));
    rules.push(`@font-face {
  font-family: "Fira Sans";
  font-weight: ${weight};
  font-display: swap;
  src: url("${file}") format("woff2");
  unicode-range: ${unicodeRange(ranges)};
}`);
  }
}
await writeFile(new URL("_fonts.scss", build), rules.join("\n") + "\n");

// What the tests of the content desk share: texts brought to a stage by the JSON service, files made here, the
// desk's own words, and people who sit down once in a file.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";
import { person, press, signIn, site, visitor } from "./house.mjs";

/**
 * How the desk is sat at: its language, with scripts and without, on a phone and on a desk. Each half has the three
 * languages and both ways, and what a test does not try with one half its neighbour tries with the other.
 */
export const ONES = [
  { language: "en", scripts: true, width: 320 },
  { language: "ko", scripts: false, width: 1280 },
  { language: "ar", scripts: true, width: 1280 },
];
export const OTHERS = [
  { language: "en", scripts: false, width: 1280 },
  { language: "ko", scripts: true, width: 320 },
  { language: "ar", scripts: false, width: 320 },
];

/** A look in words, for the name of a test. */
export const said = ({ language, scripts, width }) => `in ${language} at ${width} px, ${scripts ? "with" : "without"} scripts`;

/** A look in an address. */
export const slug = (what, { language, scripts, width }) => `${what}-${language}-${width}-${scripts ? "with" : "without"}`;

/** People who sign in once, however many pages they open: `await sit("editor", look)`. */
export function seats(browser) {
  const known = new Map();
  return async (role, look = {}) => {
    const page = await visitor(browser(), look);
    if (known.has(role)) {
      await page.context().addCookies(known.get(role));
    } else {
      await signIn(page, role);
      const cookies = await page.context().cookies();
      known.set(role, cookies.filter(({ name }) => !name.includes("language")));
    }
    return page;
  };
}

/** Closes the visits of all these pages. */
export const leave = (...pages) => Promise.all(pages.map((page) => page.context().close()));

const texts = new Map();

/** What the message of that key says in a language, piece by piece around what is filled in. */
async function pieces(language, key, crate) {
  const file = new URL(`../${crate}/messages/${language}.ftl`, import.meta.url);
  if (!texts.has(file.href)) texts.set(file.href, await readFile(file, "utf8"));
  const line = texts.get(file.href).split("\n").find((one) => one.startsWith(`${key} = `));
  assert.ok(line, `${key} in ${language}`);
  return line.slice(key.length + 3).split(/\{[^}]*\}/);
}

/** Fails unless the element says the message of that key in that language. */
export async function says(locator, language, key, crate = "eframe-cms") {
  const found = await locator.first().textContent();
  let at = 0;
  for (const piece of await pieces(language, key, crate)) {
    at = found.indexOf(piece.trim(), at);
    assert.ok(at >= 0, `${key} in ${language}: ${found.trim()}`);
  }
}

/** Fails unless the form was refused, and its summary leads to the field that says why, in that language. */
export async function refused(page, answer, field, language, key, crate) {
  assert.equal(answer.status(), 422);
  await says(page.locator(`.errors__list a[href="#f-${field}"]`), language, key, crate);
  assert.equal(await page.locator(`[id="f-${field}"]`).count(), 1);
}

/** Asks the content service as that person; answers the response. */
export async function ask(role, method, path, body, headers = {}) {
  const { token } = await person(role);
  const raw = typeof body === "string" || body instanceof Uint8Array;
  return fetch(`${site}/api/v1/content${path}`, {
    method,
    redirect: "manual",
    headers: { authorization: `Bearer ${token}`, ...(body && !raw ? { "content-type": "application/json" } : {}), ...headers },
    body: body && !raw ? JSON.stringify(body) : body,
  });
}

/** The same, where it has to be done; answers what it came to. */
async function done(role, method, path, body, headers) {
  const answer = await ask(role, method, path, body, headers);
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${answer.ok ? "" : await answer.text()}`);
  return answer.json();
}

/** Where a text stands: its id, its address for readers and at the desk. */
const place = (id, path, language) => ({ id, path, language, public: `/${language}${path}`, desk: `/desk/content/${id}/${language}` });

/** A draft by the editor: `{ id, path, public, desk }`. */
export async function drafted(title, { language = "en", kind = "page", body = "Words.", slug = title.toLowerCase().replaceAll(" ", "-") } = {}) {
  const made = await done("editor", "POST", "/documents", { kind, language, slug, text: { title, body } });
  return place(made.document, made.path, language);
}

/** The same document, written in one more language or anew. */
export async function rewritten({ id, path }, title, { language = "en", body = "Words.", note = "" } = {}) {
  await done("editor", "PUT", `/documents/${id}/editions/${language}/draft`, { title, body, note }, { "if-match": "*" });
  return place(id, path, language);
}

/** Hands a draft in and has the reviewer approve it. */
export async function approved(text) {
  const at = `/documents/${text.id}/editions/${text.language}`;
  await done("editor", "POST", `${at}/submit`);
  const { hash } = await done("reviewer", "GET", `${at}/draft`);
  await done("reviewer", "POST", `${at}/approve`, { hash });
  return text;
}

/** Has a draft approved, and published by its editor. */
export async function live(text) {
  await approved(text);
  await done("editor", "POST", `/documents/${text.id}/editions/${text.language}/publish`);
  return text;
}

/** Ends a text, so that no other test meets it. */
export const end = ({ id, language }, how = "gone") => done("editor", "POST", `/documents/${id}/editions/${language}/end`, { how });

/** Brings a file into the library, and says this of it; answers what it has become there. */
export async function filed(name, bytes, about) {
  const made = await done("editor", "POST", `/media?name=${encodeURIComponent(name)}`, bytes);
  if (about) await done("editor", "PUT", `/media/${made.media}`, about, { "if-match": `"${made.version}"` });
  return made;
}

/** A picture without transparency, of two colours that run into each other; `shade` tells one from another. */
export function png(width, height, shade = 0) {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (1 + 3 * width) + 1 + 3 * x;
      rows[at] = (255 * x) / width;
      rows[at + 1] = (255 * y) / height;
      rows[at + 2] = shade % 256;
    }
  }
  const part = (name, data) => {
    const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return Buffer.concat([mark, part("IHDR", head), part("IDAT", deflateSync(rows)), part("IEND", Buffer.alloc(0))]);
}

/** The sum of a part of a picture (RFC 1952, 8): Node.js 18 does not have it yet. */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** A document of one page that says this line. */
export function pdf(line) {
  const stream = `BT /F1 24 Tf 72 720 Td (${line}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.7\n";
  const starts = objects.map((object, at) => {
    const start = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return String(start).padStart(10, "0");
  });
  const table = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${starts.map((start) => `${start} 00000 n \n`).join("")}`;
  text += `trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** Presses the button of the form of a text that does this; nothing is saved by it. */
export const button = (page, value) => press(page, `main button[name=do][value="${value}"]`);

/** Adds a block of this kind at this place, else at the end. */
export async function add(page, kind, at) {
  const folded = "main details.block:not([open])";
  if (await page.locator(folded).count()) await page.press(`${folded} > summary`, "Enter");
  await page.selectOption("[name=block-kind]", kind);
  if (at !== undefined) await page.selectOption("[name=block-at]", String(at));
  await button(page, "add");
}

/** Chooses a file of the library for the block, or the thing in it, that stands there: `2` or `2.0`. */
export async function choose(page, spot, name) {
  await button(page, `choose:${spot}`);
  await page.fill("[name=pick-words]", name);
  await press(page, "[name=pick-words]");
  const offered = page.locator(`main button[name=do][value^="pick:${spot}:"]`);
  assert.equal(await offered.count(), 1, `${name} is found by its name`);
  await button(page, await offered.getAttribute("value"));
}

/** The save of the form of a text, or of another form of a page at the desk. */
export const save = (page) => press(page, "main form.form .actions [type=submit]");

/** The save of the form on a page with several that has this field. */
export const saved = (page, field) => press(page, `main form:has([name="${field}"]) .actions [type=submit]`);

/** Chooses a box or a button of several by the keyboard. */
export async function tick(page, field) {
  await page.press(field, "Space");
  assert.ok(await page.isChecked(field), field);
}

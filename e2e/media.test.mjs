// The media library: files are brought, described, chosen for a text, replaced; readers get what fits their screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ONES, OTHERS, add, approved, ask, choose, end, filed, leave, pdf, png, refused, said, save, saved, says, seats, slug, tick } from "./content.mjs";
import { browser, press, site, sound, step, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());
const sit = seats(() => chromium);

const ALT = { en: "A harbour at dusk", ko: "해 질 녘의 항구", ar: "ميناء عند الغروب" };

/** A file as a person chooses it. */
const file = (name, buffer, mimeType = "application/octet-stream") => ({ name, mimeType, buffer });

/** The bytes that a reader gets at an address of a file, and how they may be kept. */
async function read(address) {
  const answer = await fetch(new URL(address, site));
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, bytes, cache: answer.headers.get("cache-control"), ends: answer.headers.get("content-disposition") };
}

for (const look of ONES) {
  const { language, scripts } = look;
  const shade = ONES.indexOf(look);

  test(`a file is brought, a wrong one refused with its remedy, ${said(look)}`, async () => {
    const page = await sit("editor", look);
    await page.goto("/desk/content/media");
    await press(page, "main .desk__actions a");
    await refused(page, await press(page, "main form [type=submit]"), "files", language, "core-file-required", "eframe-core");
    await sound(page, scripts);
    const before = await ask("editor", "GET", "/media?words=evil").then((answer) => answer.json());
    for (const [name, bytes, key] of [
      ["evil.png", Buffer.from("<script>alert(1)</script>"), "core-file-kind"],
      ["evil.gif", Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1"), "core-file-other-kind"],
      ["evil.png", png(64, 64).subarray(0, 60), "core-file-damaged"],
      ["evil.pdf", Buffer.alloc(0), "core-file-empty"],
    ]) {
      await page.setInputFiles("[name=files]", file(name, bytes));
      await refused(page, await press(page, "main form [type=submit]"), "files", language, key, "eframe-core");
    }
    const now = await ask("editor", "GET", "/media?words=evil").then((answer) => answer.json());
    assert.deepEqual(now, before, "what was refused left nothing behind");

    const name = `${slug("harbour", look)}.png`;
    await page.setInputFiles("[name=files]", file(name, png(640, 400, shade)));
    await press(page, "main form [type=submit]");
    await says(page.locator(".notice--ok"), language, "cms-desk-media-done-added");
    await page.goto(`/desk/content/media?words=${slug("harbour", look)}`);
    await says(page.locator(".library .status--warn"), language, "cms-desk-media-unsaid");
    await sound(page, scripts);

    await press(page, ".library__file a");
    await page.fill("[name=focus-x]", "120");
    await refused(page, await saved(page, "alt.en"), "focus-x", language, "cms-desk-media-field-focus-form");
    await page.fill("[name=focus-x]", "20");
    await page.fill("[name=focus-y]", "80");
    await page.fill("[name=licence]", "CC BY 4.0");
    for (const code of ["en", "ko", "ar"]) await page.fill(`[name="alt.${code}"]`, ALT[code]);
    await page.fill(`[name="credit.${language}"]`, "Mina Park");
    await saved(page, "alt.en");
    await says(page.locator(".notice--ok"), language, "cms-desk-media-done-described");
    for (const code of ["en", "ko", "ar"]) assert.equal(await page.inputValue(`[name="alt.${code}"]`), ALT[code]);
    assert.equal(await page.getAttribute(".focal circle", "cx"), "20%");
    assert.equal(await page.getAttribute(".focal circle", "cy"), "80%");
    await sound(page, scripts);
    await leave(page);
  });

}

for (const look of OTHERS) {
  const { language, scripts, width } = look;
  const shade = 20 + OTHERS.indexOf(look);

  test(`files are chosen for a text, and its reader gets them in the width that fits, ${said(look)}`, async () => {
    const names = { picture: slug("pier", look), other: slug("lights", look), plan: slug("plan", look) };
    const said = Object.fromEntries(Object.entries(ALT).map(([code, alt]) => [code, { alt, credit: "Mina Park" }]));
    await filed(`${names.picture}.png`, png(1400, 300, shade), { said, focus: { x: 20, y: 80 } });
    const { media } = await filed(`${names.other}.png`, png(400, 400, shade + 100));
    await filed(`${names.plan}.pdf`, pdf(names.plan));

    const editor = await sit("editor", look);
    await editor.goto(`/desk/content/media/${media}`);
    await tick(editor, "[name=decorative]");
    await saved(editor, "alt.en");
    await editor.goto("/desk/content/new/page");
    await editor.fill("[name=title]", names.picture);
    await editor.fill("[name=slug]", names.picture);
    await add(editor, "image");
    await choose(editor, "0", names.picture);
    assert.equal(await editor.inputValue('[name="body[0].alt"]'), ALT[language], "its words come along in the language of the text");
    assert.equal(await editor.inputValue('[name="body[0].credit"]'), "Mina Park");
    await add(editor, "gallery");
    await choose(editor, "1.0", names.picture);
    await editor.fill('[name="body[1].title"]', names.other);
    await press(editor, 'main button[name=do][value="more:1"]');
    await choose(editor, "1.1", names.other);
    assert.equal(await editor.isChecked('[name="body[1].items[1].decorative"]'), true);
    await add(editor, "document");
    await press(editor, 'main button[name=do][value="choose:2"]');
    await sound(editor, scripts);
    await choose(editor, "2", names.plan);
    await editor.fill('[name="body[2].title"]', names.plan);
    await save(editor);
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-created");
    const [, id] = new URL(editor.url()).pathname.match(/content\/([^/]+)\//);
    const text = { id, language };
    await approved(text);
    await editor.goto(`/desk/content/${id}/${language}`);
    await sound(editor, scripts);
    await step(editor, "publish");

    const reader = await visitor(chromium, { width, scripts });
    const address = `/${language}/${names.picture}`;
    assert.equal((await reader.goto(address)).status(), 200);
    const picture = reader.locator("main .picture img");
    assert.equal(await picture.getAttribute("alt"), ALT[language]);
    const widths = (await picture.getAttribute("srcset")).match(/\d+(?=w(,|$))/g);
    assert.deepEqual(widths, ["320", "640", "1280", "1400"]);
    await picture.scrollIntoViewIfNeeded();
    const taken = await picture.evaluate(async (img) => (await img.decode(), img.currentSrc));
    assert.match(taken, width === 320 ? /\/320w\.jpg$/ : /\/(640|1280)w\.jpg$/, "the screen's own width is taken");
    const gallery = reader.locator("main .gallery img");
    assert.deepEqual(await gallery.evaluateAll((all) => all.map((img) => img.alt)), [ALT[language], ""]);
    assert.match(await gallery.first().getAttribute("class"), /\bfocus-x1\b.*\bfocus-y3\b/);
    const large = await reader.locator("main .gallery a").evaluateAll((all) => all.map((link) => link.href));
    for (const address of large) assert.equal((await fetch(address)).headers.get("content-type"), "image/jpeg");
    await sound(reader, scripts);
    const attached = reader.locator("main .attachment a");
    assert.match(await reader.locator("main .attachment .meta").textContent(), /PDF/);
    const got = await read(await attached.getAttribute("href"));
    assert.deepEqual([got.status, got.bytes.equals(pdf(names.plan))], [200, true]);
    assert.match(got.ends, /^attachment/);
    await leave(editor, reader);
  });

}

for (const look of OTHERS) {
  const { language, scripts } = look;
  const shade = 40 + OTHERS.indexOf(look);

  test(`a file is replaced and keeps its address, ${said(look)}`, async () => {
    const name = slug("replaced", look);
    const [old, young] = [png(400, 300, shade), png(400, 300, shade + 100)];
    const { media, url } = await filed(`${name}.png`, old);
    const editor = await sit("editor", look);
    await editor.goto("/desk/content/new/news");
    await editor.fill("[name=title]", name);
    await editor.fill("[name=slug]", name);
    await editor.fill("[name=date]", "2026-11-20");
    await add(editor, "image");
    await choose(editor, "0", name);
    await editor.fill('[name="body[0].alt"]', ALT[language]);
    await save(editor);
    const desk = new URL(editor.url()).pathname;
    const text = { id: desk.split("/").at(-2), language };
    assert.equal((await read(url)).status, 404, "nobody has it before a page shows it");
    await approved(text);
    await editor.goto(desk);
    await step(editor, "publish");
    const first = await read(url);
    assert.deepEqual([first.status, first.cache], [200, "public, no-cache"]);

    await editor.goto(`/desk/content/media/${media}`);
    const replace = `main form[action*="/replace"]`;
    await editor.setInputFiles(`${replace} [name=file]`, file("plan.pdf", pdf("x")));
    await refused(editor, await press(editor, `${replace} [type=submit]`), "file", language, "cms-desk-media-field-file-other-kind");
    await editor.setInputFiles(`${replace} [name=file]`, file("same.png", old));
    await refused(editor, await press(editor, `${replace} [type=submit]`), "file", language, "cms-desk-media-field-file-same");
    await editor.setInputFiles(`${replace} [name=file]`, file(`${name}-young.png`, young));
    await press(editor, `${replace} [type=submit]`);
    await says(editor.locator(".notice--ok"), language, "cms-desk-media-done-replaced");
    await says(editor.locator("section[aria-labelledby=uses] .status--warn"), language, "cms-desk-media-older");
    await sound(editor, scripts);
    assert.ok((await read(url)).bytes.equals(first.bytes), "readers keep what the live page shows");

    await editor.goto(`${desk}/edit`);
    await choose(editor, "0", `${name}-young`);
    await editor.fill('[name="body[0].alt"]', ALT[language]);
    await save(editor);
    await approved(text);
    await editor.goto(desk);
    await step(editor, "publish");
    const second = await read(url);
    assert.deepEqual([second.status, second.bytes.equals(first.bytes)], [200, false], "the same address, the new file");
    await end(text);
    await leave(editor);
  });
}

// A text of blocks, by forms alone: every kind is added, filled, moved and taken out; what blocks publishing is named
// at its place and leads there; the reader gets each kind as what it is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ONES, OTHERS, add, approved, ask, button, choose, end, filed, leave, pdf, png, said, save, says, seats, slug, tick } from "./content.mjs";
import { browser, press, sound, step, visitor } from "./house.mjs";

let chromium;
before(async () => {
  chromium = await browser();
  await filed("blocks-quay.png", png(640, 400, 60), { said: { en: { alt: "A quay" } } });
  await filed("blocks-rules.pdf", pdf("Rules"));
});
after(() => chromium.close());
const sit = seats(() => chromium);

/** Every kind, as it is offered, and what is typed into it. */
const KINDS = [
  ["heading", { text: "The harbour" }],
  ["text", { markdown: "Every *ten* minutes." }],
  ["image", { alt: "Ships at a quay", caption: "The quay" }],
  ["gallery", { title: "Two views", "items[0].alt": "From the left" }],
  ["document", { title: "The rules of the harbour" }],
  ["quote", { text: "We came by sea.", source: "A captain", url: "https://example.org/log" }],
  ["table", { caption: "Ferries", rows: "Line | Boats\nNorth | 12\nSouth | 7" }],
  ["figures", { title: "The fleet", "items[0].label": "Old boats", "items[0].value": "12", "items[0].unit": "boats", "items[0].source": "The register", "items[0].date": "2026-11" }],
  ["call-to-action", { label: "See what is new", url: "/news", text: "Every week." }],
  ["accordion", { "items[0].title": "When does it leave?", "items[0].markdown": "At *seven*." }],
  ["contact", { name: "Harbour office", role: "Desk", address: "1 Quay\nBusan", phone: "+82 51 000 0000", email: "harbour@example.org", hours: "Nine to five" }],
];

const fill = async (page, at, fields) => {
  for (const [name, words] of Object.entries(fields)) await page.fill(`[name="body[${at}].${name}"]`, words);
};

/** The kinds of the blocks in the form, in their order. */
const kinds = (page) => page.$$eval('main input[name^="body["][name$="].type"]', (all) => all.map((input) => input.value));

/** What the reader goes on at after a button was pressed. */
const focused = (page) => page.evaluate(() => document.activeElement.closest("fieldset, section")?.id);

/** Begins a page of that name; with a text, it is saved and open to be written on. */
async function begin(page, name, text) {
  await page.goto("/desk/content/new/page");
  await page.fill("[name=title]", name);
  await page.fill("[name=slug]", name);
  if (!text) return;
  await page.fill("[name=body]", text);
  await save(page);
  await page.goto(`${new URL(page.url()).pathname}/edit`);
}

for (const look of ONES) {
  const { language, scripts, width } = look;

  test(`every kind of block is written by forms and read as what it is, ${said(look)}`, async () => {
    const name = slug("blocks", look);
    const editor = await sit("editor", look);
    await begin(editor, name);
    for (const [at, [kind, fields]] of KINDS.entries()) {
      await add(editor, kind);
      assert.equal(await focused(editor), `f-body[${at}]`, "one goes on at the new block");
      await says(editor.locator(`[id="f-body[${at}]"] > legend`), language, "cms-desk-block-legend");
      await says(editor.locator(`[id="f-body[${at}]"] > legend`), language, `cms-desk-block-kind-${kind}`);
      if (kind === "image") await choose(editor, String(at), "blocks-quay");
      if (kind === "gallery") await choose(editor, `${at}.0`, "blocks-quay");
      if (kind === "document") await choose(editor, String(at), "blocks-rules");
      await fill(editor, at, fields);
      if (kind === "table") await editor.selectOption(`[name="body[${at}].header"]`, "both");
      if (kind === "figures") {
        await tick(editor, `[name="body[${at}].chart"]`);
        await button(editor, `more:${at}`);
        const again = Object.entries(fields).filter(([name]) => name.startsWith("items[0]"));
        await fill(editor, at, Object.fromEntries(again.map(([name, words]) => [name.replace("[0]", "[1]"), words])));
        await fill(editor, at, { "items[1].label": "New boats", "items[1].value": "3" });
      }
      if (kind === "accordion") {
        await button(editor, `more:${at}`);
        await fill(editor, at, { "items[1].title": "And back?", "items[1].markdown": "At nine." });
      }
    }
    assert.deepEqual(await kinds(editor), KINDS.map(([kind]) => kind));
    await sound(editor, scripts);
    await save(editor);
    const desk = new URL(editor.url()).pathname;
    const text = { id: desk.split("/").at(-2), language };
    await sound(editor, scripts);
    await approved(text);
    await editor.goto(desk);
    await step(editor, "publish");

    const reader = await visitor(chromium, look);
    assert.equal((await reader.goto(`/${language}/${name}`)).status(), 200);
    const main = reader.locator("main");
    assert.equal(await main.locator("em").first().textContent(), "ten");
    assert.equal(await main.locator("article h2").first().textContent(), "The harbour");
    assert.equal(await main.locator(".picture img").getAttribute("alt"), "Ships at a quay");
    assert.equal(await main.locator(".gallery img").getAttribute("alt"), "From the left");
    assert.match(await main.locator(".attachment").textContent(), /The rules of the harbour[\s\S]*PDF/);
    assert.equal(await main.locator("figure.quote blockquote p").textContent(), "We came by sea.");
    assert.equal(await main.locator("figure.quote figcaption a").getAttribute("href"), "https://example.org/log");
    const table = main.locator("table.table", { hasText: "Ferries" });
    assert.equal(await table.locator("caption").textContent(), "Ferries");
    assert.deepEqual(await table.locator("th[scope=row]").allTextContents(), ["North", "South"]);
    assert.deepEqual(await table.locator("th[scope=col]").allTextContents(), ["Line", "Boats"]);
    await says(main.locator(".chart__figures summary"), language, "core-chart-figures", "eframe-core");
    assert.equal(await main.locator(".chart__bar").count(), 2, "a bar for each figure");
    const figures = main.locator(".chart__figures table");
    assert.ok(!(await figures.isVisible()), "the table is folded");
    await main.locator(".chart__figures summary").press("Enter");
    assert.ok(await figures.isVisible());
    assert.match(await figures.locator("tbody tr").first().textContent(), /Old boats.*12.*boats.*The register/s);
    assert.equal(await main.locator(".call a.button").getAttribute("href"), `/${language}/news`);
    const folds = main.locator("details.faq");
    assert.deepEqual(await folds.locator("summary").allTextContents(), ["When does it leave?", "And back?"]);
    await folds.locator("summary").first().press("Enter");
    assert.ok(await folds.first().locator("em").isVisible());
    assert.match(await main.locator("address.contact").textContent(), /Harbour office.*1 Quay.*Busan.*Nine to five/s);
    assert.equal(await main.locator("address.contact a[href^=tel]").getAttribute("href"), "tel:+82510000000");
    assert.equal(await main.locator("address.contact a[href^=mailto]").getAttribute("href"), "mailto:harbour@example.org");
    await sound(reader, scripts);
    if (width === 320) await reader.setViewportSize({ width: 1280, height: 800 });
    else await reader.setViewportSize({ width: 320, height: 800 });
    await sound(reader, scripts);
    await end(text);
    await leave(editor, reader);
  });
}

for (const look of OTHERS) {
  const { language, scripts } = look;

  test(`blocks are put in between, moved, changed and taken out, ${said(look)}`, async () => {
    const name = slug("moved", look);
    const editor = await sit("editor", look);
    await begin(editor, name, "What was there first.");
    await add(editor, "heading");
    await fill(editor, 1, { text: "A part" });
    await add(editor, "quote", 1);
    assert.deepEqual(await kinds(editor), ["text", "quote", "heading"]);
    await fill(editor, 1, { text: "Said before.", source: "Somebody" });
    await button(editor, "down:1");
    assert.deepEqual(await kinds(editor), ["text", "heading", "quote"]);
    assert.equal(await focused(editor), "f-body[2]", "the focus goes along");
    assert.equal(await editor.inputValue('[name="body[2].text"]'), "Said before.", "and so does what was typed");
    await button(editor, "up:2");
    await button(editor, "up:1");
    assert.deepEqual(await kinds(editor), ["quote", "text", "heading"]);
    await fill(editor, 0, { text: "Said after." });
    await button(editor, "remove:2");
    assert.deepEqual(await kinds(editor), ["quote", "text"]);
    assert.equal(await editor.inputValue("[name=title]"), name, "nothing else is lost by it");
    await add(editor, "figures");
    await button(editor, "more:2");
    await button(editor, "remove:2");
    await sound(editor, scripts);
    await save(editor);
    const edit = `${new URL(editor.url()).pathname}/edit`;
    await editor.goto(edit);
    assert.deepEqual(await kinds(editor), ["quote", "text"]);
    assert.equal(await editor.inputValue('[name="body[0].text"]'), "Said after.");
    assert.equal(await editor.inputValue('[name="body[1].markdown"]'), "What was there first.");
    await button(editor, "remove:0");
    await save(editor);
    await editor.goto(edit);
    assert.equal(await editor.inputValue("[name=body]"), "What was there first.", "one text alone is one field again");
    await leave(editor);
  });

  test(`a block is added behind what was typed and not saved yet, ${said(look)}`, async () => {
    const editor = await sit("editor", look);
    await begin(editor, slug("typed", look));
    await editor.fill("[name=body]", "What was typed first.");
    await add(editor, "heading");
    assert.deepEqual(await kinds(editor), ["text", "heading"], "at the end");
    await leave(editor);
  });

  test(`what blocks publishing is named at its place and leads there, ${said(look)}`, async () => {
    const name = slug("faulty", look);
    const editor = await sit("editor", look);
    await begin(editor, name, "To [the timetable](/nowhere-at-all).");
    await add(editor, "image");
    await button(editor, "choose:1");
    await editor.fill("[name=pick-words]", "blocks-rules");
    await press(editor, "[name=pick-words]");
    await says(editor.locator(".picker .empty"), language, "cms-desk-block-pick-none");
    await choose(editor, "1", "blocks-quay");
    await fill(editor, 1, { alt: "" });
    await add(editor, "table");
    await fill(editor, 2, { caption: "Lines", rows: "a | b" });
    await editor.selectOption('[name="body[2].header"]', "none");
    await add(editor, "figures");
    await fill(editor, 3, { title: "Boats", "items[0].label": "Old boats", "items[0].value": "twelve" });
    await add(editor, "quote");
    const answer = await save(editor);
    assert.equal(answer.status(), 422);
    await says(editor.locator(".errors__list a"), language, "cms-desk-field-block-value");
    assert.equal(await editor.getAttribute(".errors__list a", "href"), "#f-body[3].items[0].value");
    assert.equal(await editor.inputValue('[name="body[3].items[0].value"]'), "twelve", "what was typed is kept");
    await sound(editor, scripts);
    await fill(editor, 3, { "items[0].value": "12" });
    await save(editor);

    const desk = new URL(editor.url()).pathname;
    const found = editor.locator("section[aria-labelledby=findings] li:has(.status--bad)");
    for (const [block, field, check] of [
      ["text", "body[0].markdown", "dead-link"],
      ["image", "body[1].alt", "missing-alt"],
      ["table", "body[2].header", "table-without-header"],
      ["figures", "body[3].items[0].source", "figure-without-source"],
      ["quote", "body[4].text", "incomplete-block"],
    ]) {
      const line = found.filter({ has: editor.locator(`a[href$="/edit#f-${field}"]`) });
      await says(line, language, `cms-desk-check-${check}`);
      await says(line.locator("bdi"), language, `cms-desk-block-kind-${block}`);
    }
    await sound(editor, scripts);
    const text = { id: desk.split("/").at(-2), language };
    await approved(text);
    await editor.goto(desk);
    assert.equal(await editor.locator("input[name=step][value=publish]").count(), 0, "it is not offered");
    const refused = await ask("editor", "POST", `/documents/${text.id}/editions/${language}/publish`);
    assert.equal(refused.status, 422);
    assert.equal((await refused.json()).code, "unfit");

    await editor.press('section[aria-labelledby=findings] a[href$="#f-body[2].header"]', "Enter");
    await editor.waitForURL(/\/edit#f-/);
    assert.equal(new URL(editor.url()).hash, "#f-body[2].header");
    assert.ok(await editor.locator('[id="f-body[2].header"]').evaluate((field) => field.matches(":target")), "it leads to the field");
    await editor.selectOption('[name="body[2].header"]', "row");
    await editor.fill('[name="body[0].markdown"]', "To [the news](/news).");
    await fill(editor, 1, { alt: "A quay" });
    await fill(editor, 3, { "items[0].source": "The register", "items[0].date": "2026" });
    await fill(editor, 4, { text: "We came by sea.", source: "A captain" });
    await save(editor);
    assert.equal(await found.count(), 0);
    await approved(text);
    await editor.goto(desk);
    await step(editor, "publish");
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-published");
    await end(text);
    await leave(editor);
  });
}

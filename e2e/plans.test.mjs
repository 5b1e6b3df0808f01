// What happens at a time, how texts end, and what a page said on a day.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ONES, OTHERS, approved, ask, drafted, end, leave, live, refused, rewritten, said, save, says, seats, slug, tick } from "./content.mjs";
import { browser, press, sound, step, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());
const sit = seats(() => chromium);

/** The site's clocks, which are those of Seoul, so many seconds from now, as a field has them: `2027-01-31T09:00:07`, `2027-01-31T09:00`. */
const clock = (seconds) =>
  new Date(Date.now() + 9 * 3_600_000 + seconds * 1_000).toISOString().slice(0, 19).replace(/:00$/, "");

/** The day on the site's clocks, so many days from now. */
const day = (days) => clock(days * 86_400).slice(0, 10);

/** Plans for a few seconds from now: for some more where the machine was so slow that the moment had passed. */
async function soon(page) {
  for (const seconds of [4, 12, 36]) {
    await page.fill("[name=at]", clock(seconds));
    await save(page);
    if (await page.locator(".notice--ok").count()) return;
  }
}

/** Looks at the page until its address answers so. */
async function until(page, address, status) {
  for (const late = Date.now() + 60_000; Date.now() < late; ) {
    if ((await page.goto(address)).status() === status) return;
  }
  assert.fail(`${address} does not answer ${status}`);
}

for (const look of ONES) {
  const { language, scripts } = look;

  test(`a text goes live at its time in one language, and a plan is taken back, ${said(look)}`, async () => {
    const other = language === "en" ? "ko" : "en";
    const text = await approved(await drafted(slug("planned", look), { language }));
    await approved(await rewritten(text, slug("waits", look), { language: other }));
    const editor = await sit("editor", look);
    await editor.goto(text.desk);
    await press(editor, `main a[href$="/plan"]`);
    await sound(editor, scripts);
    await refused(editor, await save(editor), "at", language, "cms-desk-field-at-form");
    await editor.fill("[name=at]", clock(-3_600));
    await refused(editor, await save(editor), "at", language, "cms-desk-field-at-past");
    assert.ok((await editor.inputValue("[name=at]")).startsWith(clock(-3_600).slice(0, 13)), "what was entered is kept");

    await editor.fill("[name=at]", clock(86_400));
    await save(editor);
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-planned");
    assert.match(await editor.locator(".case__now .notice").textContent(), /Asia\/Seoul/);
    const reader = await visitor(chromium, look);
    assert.equal((await reader.goto(text.public)).status(), 404, "its time has not come");
    await sound(editor, scripts);
    await editor.goto("/desk/content/plans");
    const row = editor.locator("main tbody tr", { hasText: slug("planned", look) });
    await says(row, language, "cms-desk-plans-waiting");
    await sound(editor, scripts);
    await press(editor, `main tbody tr:has-text("${slug("planned", look)}") a`);
    await step(editor, "cancel-publish");
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-plan-cancelled");
    assert.equal(await editor.locator("input[name=step][value=cancel-publish]").count(), 0);

    await editor.goto(`${text.desk}/plan`);
    await soon(editor);
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-planned");
    await until(reader, text.public, 200);
    assert.equal((await reader.locator("h1").textContent()).trim(), slug("planned", look));
    await reader.goto(`/${other}${text.path}`);
    assert.equal(await reader.locator("p.fallback").count(), 1, "the other language waits for a plan of its own");
    await editor.goto(text.desk);
    assert.equal(await editor.locator("input[name=step][value=cancel-publish]").count(), 0, "the plan is done");
    await end(text);
    await leave(editor, reader);
  });
}

/** Chooses this end in its form. Whoever closes a past says that they mean it, where the form asks for that. */
async function choose(page, how) {
  await tick(page, `[name=how][value=${how}]`);
  const sure = page.locator("[name=sure]");
  if (how === "gone" && (await sure.count())) await tick(page, "[name=sure]");
}

const ENDS = [
  ["withdrawn", ONES[0]],
  ["substitute", ONES[1]],
  ["redirect", ONES[2]],
  ["gone", OTHERS[0]],
  ["withdrawn", OTHERS[1]],
  ["gone", OTHERS[2]],
];

for (const [how, look] of ENDS) {
  const { language, scripts } = look;

  test(`a text ends as ${how}, and its address says so, ${said(look)}`, async () => {
    const name = slug(`ends-${how}`, look);
    const text = await live(await drafted(name, { language }));
    const next = await live(await drafted(`${name}-next`, { language }));
    const editor = await sit("editor", look);
    await editor.goto(text.desk);
    await editor.press(".case__now details:has(a[href$='/end']) > summary", "Enter");
    await press(editor, ".case__now a[href$='/end']");
    await sound(editor, scripts);
    for (const one of ["withdrawn", "substitute", "redirect", "gone"]) {
      await says(editor.locator(`.choice:has([value=${one}]) label`), language, `cms-desk-end-${one}`);
    }
    if (how === "withdrawn") {
      await refused(editor, await save(editor), "note", language, "cms-desk-field-ending-untold");
      await editor.fill("[name=note]", "Because.");
    }
    await choose(editor, how);
    if (how === "substitute" || how === "redirect") {
      await editor.fill("[name=target]", "/nowhere-at-all");
      await refused(editor, await save(editor), "target", language, "cms-desk-field-ending-target");
      await sound(editor, scripts);
      await editor.fill("[name=target]", next.path);
    }
    await save(editor);
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-withdrawn");

    const reader = await visitor(chromium, look);
    const answer = await reader.goto(text.public);
    if (how === "redirect") {
      assert.equal(answer.status(), 200);
      assert.equal(answer.request().redirectedFrom().url(), new URL(text.public, reader.url()).href);
      assert.equal(new URL(reader.url()).pathname, next.public);
    } else {
      assert.equal(answer.status(), 410);
      await says(reader.locator("main"), language, `cms-ended-${how}`);
      await sound(reader, scripts);
      const main = await reader.locator("main").textContent();
      assert.equal(main.includes(name), how !== "gone", "what is gone has no title any more");
      if (how === "withdrawn") assert.match(main, /Because\./);
    }
    if (how === "substitute") {
      assert.match(answer.headers().link, new RegExp(`${next.public}.*successor-version`));
      await press(reader, `main a[href$="${next.path}"]`);
      assert.equal(new URL(reader.url()).pathname, next.public);
    }
    await end(next);
    await leave(editor, reader);
  });
}

for (const look of OTHERS) {
  const { language, scripts } = look;

  test(`an end comes at its time, ${said(look)}`, async () => {
    const text = await live(await drafted(slug("ending", look), { language }));
    const editor = await sit("editor", look);
    await editor.goto(`${text.desk}/end`);
    await tick(editor, "[name=how][value=withdrawn]");
    await editor.fill("[name=note]", "Because.");
    await editor.fill("[name=at]", clock(86_400));
    await save(editor);
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-planned");
    assert.equal(await editor.locator("input[name=step][value=cancel-end]").count(), 1);
    const reader = await visitor(chromium, look);
    assert.equal((await reader.goto(text.public)).status(), 200, "its time has not come");
    // Another plan takes its place.
    await editor.goto(`${text.desk}/end`);
    await tick(editor, "[name=how][value=withdrawn]");
    await editor.fill("[name=note]", "Because.");
    await soon(editor);
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-planned");
    await until(reader, text.public, 410);
    await says(reader.locator("main"), language, "cms-ended-withdrawn");
    await editor.goto(text.desk);
    assert.equal(await editor.locator("input[name=step][value=cancel-end]").count(), 0, "the plan is done");
    await leave(editor, reader);
  });

  test(`a day shows what stood there, and an earlier edition comes back as a new one, ${said(look)}`, async () => {
    const name = slug("past", look);
    const text = await live(await drafted(name, { language, body: "What it said *first*." }));
    await live(await rewritten(text, name, { language, body: "What it said *later*.", note: "Said anew." }));
    const reader = await visitor(chromium, look);
    await reader.goto(text.public);
    const named = await reader.locator("main .changes dt").first().textContent();
    await press(reader, "main .changes a[rel=nofollow]");
    assert.equal(await reader.locator("main .notice--warn time").textContent(), named, "the day that is named is the day that is shown");
    assert.equal(new URL(reader.url()).search, `?on=${day(0)}`);
    await says(reader.locator("main .notice--warn"), language, "cms-day-banner");
    assert.equal(await reader.locator("main em").textContent(), "later", "what stood at the end of the day");
    await sound(reader, scripts);
    await press(reader, "main .notice--warn a");
    assert.equal(new URL(reader.url()).search, "");
    await reader.fill("main .changes [name=on]", day(0));
    await press(reader, "main .changes button");
    assert.equal(new URL(reader.url()).search, `?on=${day(0)}`, "a day can be asked for");
    assert.equal(await reader.inputValue("main .changes [name=on]"), day(0));
    for (const [on, key] of [[day(-1), "cms-ended-not-yet"], [day(1), "cms-ended-ahead"]]) {
      const answer = await reader.goto(`${text.public}?on=${on}`);
      assert.equal(answer.status(), 404, on);
      assert.match(answer.headers()["x-robots-tag"], /noindex/);
      await says(reader.locator("h1"), language, key);
      await sound(reader, scripts);
    }

    const editor = await sit("editor", look);
    await editor.goto(text.desk);
    const again = editor.locator("main .history a[href$='from=1']");
    await says(again, language, "cms-desk-edition-again");
    await press(editor, "main .history a[href$='from=1']");
    assert.equal(await editor.inputValue("[name=body]"), "What it said *first*.");
    await save(editor);
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-saved");
    await sound(editor, scripts);
    await approved(text);
    await editor.goto(text.desk);
    await step(editor, "publish");
    await reader.goto(text.public);
    assert.equal(await reader.locator("main em").textContent(), "first");
    assert.equal(await reader.locator("main .changes dt").count(), 3, "three editions are told of");
    const editions = await ask("editor", "GET", `/documents/${text.id}`).then((answer) => answer.json());
    assert.ok(JSON.stringify(editions).includes('"number":3'), "it came back as a new edition");
    await end(text);
    await leave(editor, reader);
  });
}

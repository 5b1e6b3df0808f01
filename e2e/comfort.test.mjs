// Desk comfort: the order of pages, editions side by side, links for reviewers, what was not saved.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, press, signIn, sound, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

/** Begins a page; answers the address of its text at the desk. */
async function begin(page, title, words) {
  await page.goto("/desk/content/new/page");
  await page.fill("[name=title]", title);
  await page.fill("[name=body]", words);
  await press(page, "main form.form .actions [type=submit]");
  return new URL(page.url()).pathname;
}

/** The titles at the top of the tree, in their order. */
const titles = (page) => page.locator("form.tree > ul > li > .tree__item > span:first-child > a").allTextContents();

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";

  test(`pages are put into an order by the keyboard alone, ${how}`, async () => {
    const page = await visitor(chromium, { scripts, width: 320 });
    await signIn(page, "administrator");
    await page.goto("/desk/content/tree");
    await sound(page, scripts);
    const before = await titles(page);
    const button = page.locator("form.tree > ul > li:nth-child(2) > .tree__item button[value^='up:']");
    const value = await button.getAttribute("value");
    await button.focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    const now = await titles(page);
    assert.deepEqual(now.slice(0, 2), [before[1], before[0]]);
    // First now, so it can only go down: there the focus is.
    const id = value.slice("up:".length);
    const focused = await page.evaluate(() => document.activeElement.value);
    assert.equal(focused, `down:${id}`);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.deepEqual((await titles(page)).slice(0, 2), before.slice(0, 2));
    await page.context().close();
  });

  test(`a reviewer without an account reads a draft by a link until it is taken back, ${how}`, async () => {
    const editor = await visitor(chromium, { scripts, width: 320 });
    await signIn(editor, "editor");
    const text = await begin(editor, `Shown ${how}`, "For your *eyes*.");
    await editor.goto(`${text}/preview`);
    await sound(editor, scripts);
    await press(editor, "main form.form [type=submit]");
    await sound(editor, scripts);
    const link = await editor.locator(".notice--ok a").getAttribute("href");

    const reviewer = await visitor(chromium, { scripts });
    const answer = await reviewer.goto(new URL(link).pathname);
    assert.equal(answer.status(), 200);
    assert.equal(answer.headers()["cache-control"], "no-store");
    assert.match(answer.headers()["x-robots-tag"], /noindex/);
    assert.equal(await reviewer.locator("main em").textContent(), "eyes");
    await sound(reviewer, scripts);
    await press(editor, "button[name=end]");
    assert.equal((await reviewer.goto(new URL(link).pathname)).status(), 404);
    for (const page of [editor, reviewer]) await page.context().close();
  });
}

for (const language of ["en", "ko", "ar"]) {
  test(`editions stand side by side, and what leads here is listed, in ${language}`, async () => {
    const page = await visitor(chromium, { width: 320, language });
    await signIn(page, "administrator");
    await page.goto("/desk/content/list?kind=page");
    await page.locator("table.table a").first().click();
    const document = new URL(page.url()).pathname;
    await page.goto(`${document}/compare`);
    await sound(page);
    assert.ok((await page.locator(".two").count()) > 1);
    await page.goto(`${document}/links`);
    await sound(page);
    await page.goto(`${document}/en`);
    await sound(page);
    await page.goto("/desk/content/tree");
    await sound(page);
    await page.context().close();
  });
}

test("what was typed and not saved is offered to whoever comes back, and to nobody else", async () => {
  const editor = await visitor(chromium, { width: 320 });
  await signIn(editor, "editor");
  const text = await begin(editor, "Half written", "Saved words.");
  // Nobody waits for twenty seconds.
  await editor.addInitScript(() => {
    const every = window.setInterval;
    window.setInterval = (work) => every(work, 200);
  });
  await editor.goto(`${text}/edit`);
  await editor.fill("[name=body]", "Typed words.");
  await editor.locator("[data-kept]").filter({ hasText: /\d/ }).waitFor();
  await editor.goto(text);
  assert.ok(!(await editor.content()).includes("Typed words."), "the draft is what was saved");
  await editor.goto(`${text}/edit`);
  await sound(editor);
  assert.equal(await editor.inputValue("[name=body]"), "Saved words.");
  await editor.locator(".notice--warn a").click();
  assert.equal(await editor.inputValue("[name=body]"), "Typed words.");
  await press(editor, "main form.form .actions [type=submit]");
  await editor.goto(`${text}/edit`);
  assert.equal(await editor.locator(".notice--warn").count(), 0);
  assert.deepEqual(editor.complaints, []);
  await editor.context().close();
});

test("what was saved is not sent again as unsaved, and what is typed while a send is under way is not lost", async () => {
  const editor = await visitor(chromium);
  await signIn(editor, "editor");
  const text = await begin(editor, "Left at once", "Saved words.");
  const sent = [];
  editor.context().on("request", (request) => request.url().endsWith("/unsaved") && sent.push(request.url()));
  await editor.goto(`${text}/edit`);
  await editor.fill("[name=body]", "Saved at once.");
  await press(editor, "main form.form .actions [type=submit]");
  assert.deepEqual(sent, [], "it is saved");

  // The first send hangs; nobody waits for twenty seconds.
  await editor.addInitScript(() => {
    const [every, send] = [window.setInterval, window.fetch];
    window.setInterval = (work) => every(work, 200);
    let first = true;
    window.fetch = (to, how) => {
      if (!first) return send(to, how);
      first = false;
      document.documentElement.dataset.under = "way";
      return new Promise((_, gone) => how.signal.addEventListener("abort", () => gone(new Error("aborted"))));
    };
  });
  await editor.goto(`${text}/edit`);
  await editor.fill("[name=body]", "Typed first.");
  await editor.locator("[data-under]").waitFor();
  await editor.fill("[name=body]", "Typed last.");
  await editor.goto(text);
  await editor.goto(`${text}/edit?take=unsaved`);
  assert.equal(await editor.inputValue("[name=body]"), "Typed last.");
  assert.deepEqual(editor.complaints, []);
  await editor.context().close();
});

// An editor writes, a colleague approves, the public reads: by keyboard, with scripts and without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, faults, person, press, signIn, site, sound, step, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  const title = `Bus lines ${how}`;
  const path = `/en/${title.toLowerCase().replaceAll(" ", "-")}`;

  test(`a page is written, approved by somebody else and read, ${how}`, async () => {
    const editor = await visitor(chromium, { scripts, width: 320 });
    await signIn(editor, "editor");
    await editor.goto("/desk/content/new/page");
    const refused = await press(editor, "main form.form [type=submit]");
    assert.equal(refused.status(), 422);
    assert.equal(await editor.locator(".errors__list a[href='#f-title']").count(), 1);
    if (scripts) assert.deepEqual(await faults(editor), []);
    await editor.fill("[name=title]", title);
    await editor.fill("[name=body]", "Every *ten* minutes.");
    await press(editor, "main form.form [type=submit]");
    const edition = new URL(editor.url()).pathname;
    await step(editor, "submit");
    assert.equal(await editor.locator("input[name=step][value=approve]").count(), 0, "nobody approves their own words");

    const reviewer = await visitor(chromium, { scripts });
    await signIn(reviewer, "reviewer");
    await reviewer.goto(edition);
    if (scripts) assert.deepEqual(await faults(reviewer), []);
    await step(reviewer, "approve");
    await editor.goto(edition);
    await step(editor, "publish");

    const reader = await visitor(chromium, { scripts });
    const answer = await reader.goto(path);
    assert.equal(answer.status(), 200);
    assert.equal(await reader.locator("main em").textContent(), "ten");
    for (const page of [editor, reviewer, reader]) await page.context().close();
  });
}

test("a banner is written by forms alone and stands above every page, in every light and direction", async () => {
  const editor = await visitor(chromium, { scripts: false, width: 320 });
  await signIn(editor, "editor");
  await editor.goto("/desk/content/new/banner");
  await sound(editor, false);
  await editor.fill("[name=title]", "The office is closed on Friday");
  await editor.selectOption("[name=tone]", "warning");
  await editor.fill("[name=link]", "/news");
  await editor.fill("[name=summary]", "Write to us instead: we answer on Monday.");
  await press(editor, "main form.form .actions [type=submit]");
  const edition = new URL(editor.url()).pathname;
  await sound(editor, false);
  await step(editor, "submit");
  const reviewer = await visitor(chromium, { scripts: false });
  await signIn(reviewer, "reviewer");
  await reviewer.goto(edition);
  await step(reviewer, "approve");
  await editor.goto(edition);
  await step(editor, "publish");
  try {
    for (const [language, look] of [["en", {}], ["ko", { dark: true }], ["ar", {}], ["ar", { dark: true }]]) {
      for (const width of [320, 1280]) {
        const reader = await visitor(chromium, { width, language, ...look });
        for (const page of ["", "news", "members/"]) {
          await reader.goto(`/${language}/${page}`);
          const link = reader.locator("aside.banners .banner--warn a");
          assert.equal(await link.textContent(), "The office is closed on Friday");
          assert.equal(await link.getAttribute("href"), `/${language}/news`);
          await sound(reader);
        }
        await reader.context().close();
      }
    }
  } finally {
    // The other tests look at pages without it.
    const { token } = await person("editor");
    const id = edition.split("/").at(-2);
    const answer = await fetch(`${site}/api/v1/content/documents/${id}/editions/en/end`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ how: "gone" }),
    });
    assert.equal(answer.status, 200);
  }
  for (const page of [editor, reviewer]) await page.context().close();
});

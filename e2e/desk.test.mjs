// An editor writes, a colleague approves, the public reads: by keyboard, with scripts and without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, faults, press, signIn, step, visitor } from "./house.mjs";

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

// What keeps a site in order: nobody is written over, reviewers say what is to be mended, old addresses lead on,
// nothing grows old unseen, nothing is taken down unawares, and machines are told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ONES, OTHERS, ask, drafted, end, leave, live, refused, said, save, says, seats, slug } from "./content.mjs";
import { browser, press, site, sound, step, unfold, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());
const sit = seats(() => chromium);

for (const look of ONES) {
  const { language, scripts } = look;

  test(`whoever saves too late is offered both texts, ${said(look)}`, async () => {
    const text = await drafted(slug("stale", look), { language, body: "First words." });
    const late = await sit("editor", look);
    const early = await sit("secretariat", look);
    for (const page of [late, early]) await page.goto(`${text.desk}/edit`);
    await early.fill("[name=body]", `The words of the colleague. ${"They are many. ".repeat(20)}`);
    await save(early);
    await late.fill("[name=body]", "The words that came too late.");
    assert.equal((await save(late)).status(), 409);
    await says(late.locator("[role=alert]"), language, "cms-desk-stale-lead");
    await says(late.locator("#theirs"), language, "cms-desk-stale-theirs");
    assert.match(await late.locator("section[aria-labelledby=theirs]").textContent(), /The words of the colleague\./);
    assert.equal(await late.inputValue("[name=body]"), "The words that came too late.");
    await sound(late, scripts);
    await save(late);
    await says(late.locator(".notice--ok"), language, "cms-desk-done-saved");
    await early.goto(`${text.desk}/edit`);
    assert.equal(await early.inputValue("[name=body]"), "The words that came too late.");
    await leave(late, early);
  });

  test(`a reviewer gives a text back with a note, ${said(look)}`, async () => {
    const title = slug("returned", look);
    const text = await drafted(title, { language });
    const editor = await sit("editor", look);
    await editor.goto(text.desk);
    await step(editor, "submit");
    const reviewer = await sit("reviewer", look);
    await reviewer.goto(text.desk);
    await refused(reviewer, await step(reviewer, "return"), "note", language, "cms-desk-field-return-empty");
    await sound(reviewer, scripts);
    await reviewer.fill("#f-note", "Say which line it is.");
    await step(reviewer, "return");
    await says(reviewer.locator(".notice--ok"), language, "cms-desk-done-returned");

    await editor.goto("/desk/content/");
    await says(editor.locator("main tbody tr", { hasText: title }), language, "cms-desk-do-mend");
    await press(editor, `main tbody tr:has-text("${title}") a`);
    assert.match(await editor.locator(".notice--warn").first().textContent(), /Say which line it is\./);
    await sound(editor, scripts);
    await leave(editor, reviewer);
  });

  test(`what leads to a page is told before it is taken down, ${said(look)}`, async () => {
    const text = await live(await drafted(slug("led-to", look), { language }));
    const from = await live(await drafted(slug("leads", look), { language, body: `To [the other](${text.path}).` }));
    const editor = await sit("editor", look);
    await editor.goto(text.desk);
    await unfold(editor, "withdraw");
    const beside = editor.locator(`.case__now li a[href*="${from.id}"]`);
    assert.equal(await beside.textContent(), slug("leads", look));
    assert.ok(await beside.isVisible());
    await sound(editor, scripts);
    await editor.goto(`${text.desk}/end`);
    assert.equal(await editor.locator(`main a[href*="${from.id}"]`).count(), 1, "and in the form of ends");
    await editor.goto(`/desk/content/${text.id}/links`);
    const row = editor.locator("main tbody tr", { hasText: slug("leads", look) });
    assert.match(await row.textContent(), new RegExp(from.path));
    await sound(editor, scripts);
    for (const one of [from, text]) await end(one);
    await leave(editor);
  });
}

for (const look of OTHERS) {
  const { language, scripts } = look;

  test(`old addresses come in by a file, whose bad lines are named, ${said(look)}`, async () => {
    const old = `/${slug("board", look)}.php?id=3`;
    const editor = await sit("editor", look);
    await editor.goto("/desk/content/redirects");
    await press(editor, "main .desk__actions a");
    await sound(editor, scripts);
    const lines = `from,to\n${old},/about\nno-slash,/about\n/fine.html,/nowhere-at-all\n`;
    await editor.setInputFiles("[name=file]", { name: "old.csv", mimeType: "text/csv", buffer: Buffer.from(lines) });
    assert.equal((await press(editor, "main button[value=check]")).status(), 422);
    const faults = editor.locator(".errors tbody tr");
    assert.equal(await faults.count(), 2);
    for (const [at, number, address, key] of [
      [0, /[3٣]/, "no-slash", "path"],
      [1, /[4٤]/, "/nowhere-at-all", "nowhere"],
    ]) {
      assert.match(await faults.nth(at).locator("td").first().textContent(), number);
      assert.match(await faults.nth(at).textContent(), new RegExp(address));
      await says(faults.nth(at), language, `cms-desk-redirects-fault-${key}`);
    }
    await sound(editor, scripts);
    assert.equal(await editor.inputValue("[name=text]"), lines, "the file stands there to be mended");
    assert.equal((await fetch(`${site}/${language}${old}`)).status, 404, "nothing of it came in");

    await editor.fill("[name=text]", `from,to\n${old},/about\n`);
    await press(editor, "main button[value=check]");
    assert.match(await editor.locator("main table tbody").textContent(), /\/about/);
    await sound(editor, scripts);
    await press(editor, "main button[value=import]");
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-redirected");
    const answer = await fetch(`${site}/${language}${old}`, { redirect: "manual" });
    assert.equal(answer.status, 301);
    assert.equal(new URL(answer.headers.get("location"), site).pathname, `/${language}/about`);

    await editor.goto(`/desk/content/redirects?words=${slug("board", look)}`);
    await press(editor, "main tbody a");
    await sound(editor, scripts);
    await press(editor, "main form [type=submit]");
    await says(editor.locator(".notice--ok"), language, "cms-desk-done-unredirected");
    assert.equal((await fetch(`${site}/${language}${old}`)).status, 404);
    await leave(editor);
  });

  test(`what is overdue is listed, for people and for spreadsheets, ${said(look)}`, async () => {
    const text = await live(await drafted(slug("overdue", look), { language }));
    const reviewer = await sit("reviewer", look);
    await reviewer.goto(`/desk/content/${text.id}/care`);
    await reviewer.fill("[name=office]", "Harbour office");
    await reviewer.fill("[name=review-by]", "2026-01-31");
    await sound(reviewer, scripts);
    await save(reviewer);
    await says(reviewer.locator(".notice--ok"), language, "cms-desk-done-entrusted");
    await reviewer.goto("/desk/content/overdue");
    const row = reviewer.locator("main tbody tr", { hasText: slug("overdue", look) });
    assert.match(await row.textContent(), /Harbour office/);
    assert.equal(await row.locator("time").getAttribute("datetime"), "2026-01-31");
    await sound(reviewer, scripts);
    const csv = await reviewer.context().request.get(await reviewer.getAttribute("main .desk__actions a", "href"));
    assert.match(csv.headers()["content-type"], /^text\/csv/);
    const line = (await csv.text()).split("\r\n").find((one) => one.includes(text.path));
    assert.match(line, /2026-01-31,Harbour office/);
    await reviewer.goto("/desk/content/overdue?by=2026-01-30");
    assert.equal(await row.count(), 0, "until the day before it was not");
    const reader = await visitor(chromium, look);
    await reader.goto(text.public);
    await says(reader.locator(".changes"), language, "cms-page-office");
    assert.match(await reader.locator(".changes").textContent(), /Harbour office/);
    await sound(reader, scripts);
    await end(text);
    await leave(reviewer, reader);
  });

  test(`a menu leads where its lines say, ${said(look)}`, async () => {
    const text = await live(await drafted(slug("listed", look), { language }));
    const editor = await sit("editor", look);
    await editor.goto("/desk/content/menus");
    await sound(editor, scripts);
    await press(editor, "main tbody a[href$='/menus/footer']");
    const before = await editor.inputValue("[name=entries]");
    await editor.fill("[name=entries]", `${before}\n/nowhere-at-all`);
    await refused(editor, await save(editor), "entries", language, "cms-desk-field-entries-unknown");
    await sound(editor, scripts);
    const reader = await visitor(chromium, look);
    const link = reader.locator(`footer a[href="${text.public}"]`);
    try {
      await editor.fill("[name=entries]", `${before}\n${text.path}`);
      await save(editor);
      await says(editor.locator(".notice--ok"), language, "cms-desk-done-menu");
      await reader.goto(`/${language}/news`);
      assert.equal(await link.textContent(), slug("listed", look));
      await sound(reader, scripts);
    } finally {
      await editor.goto("/desk/content/menus/footer");
      await editor.fill("[name=entries]", before);
      await save(editor);
    }
    await reader.goto(`/${language}/news`);
    assert.equal(await link.count(), 0);
    await end(text);
    await leave(editor, reader);
  });
}

test("feeds, the sitemap and the archive tell machines of what is live, and only of that", async () => {
  const news = await drafted("Told to machines", { kind: "page" });
  const read = async (path) => {
    const answer = await fetch(`${site}${path}`);
    assert.equal(answer.status, 200, path);
    return answer.text();
  };
  assert.ok(!(await read("/sitemap.xml")).includes(news.public));
  await live(news);
  assert.ok((await read("/sitemap.xml")).includes(news.public));
  for (const language of ["en", "ko", "ar"]) {
    const page = await visitor(chromium, { language, scripts: false });
    await page.goto(`/${language}/news`);
    const feeds = await page.$$eval("link[rel=alternate][type='application/atom+xml'], main a[type='application/atom+xml']", (all) => all.map((one) => one.getAttribute("href")));
    assert.ok(feeds.length > 1, "the page names its feed, to browsers and to people");
    for (const feed of [...new Set([...feeds, `/${language}/feed.atom`])]) assert.match(await read(feed), /<feed[\s\S]*<entry>/, feed);
    await leave(page);
  }
  assert.match(await read("/robots.txt"), /Sitemap: /);

  assert.equal((await ask("editor", "GET", "/export")).status, 403, "the archive has drafts too, and is not everybody's");
  const administrator = await sit("administrator", { scripts: false });
  await administrator.goto("/desk/content/");
  const link = administrator.locator("main a[href$='/desk/content/export']");
  const archive = await administrator.context().request.get(await link.getAttribute("href"));
  assert.equal(archive.status(), 200);
  assert.match(archive.headers()["content-disposition"], /^attachment/);
  assert.ok((await archive.body()).includes("Told to machines"));
  await end(news);
  assert.ok(!(await read("/sitemap.xml")).includes(news.public));
  await leave(administrator);
});

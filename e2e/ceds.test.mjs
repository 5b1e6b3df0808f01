// A city looks at itself: from the first page to report and roadmap, on a phone without scripts; what is saved is there.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, faults, overflow, press, signIn, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

/** The page fits, and nothing was complained of. */
async function fits(page) {
  assert.equal(await overflow(page), 0, page.url());
  assert.deepEqual(page.complaints, [], page.url());
}

/** Answers every question of the page with its second answer, and of a system that it is partly there. */
async function answer(page, value = 1) {
  for (const group of await page.locator(".question fieldset:not(.question__later)").all()) {
    await group.locator("input[type=radio]").nth(value).check();
  }
}

/** A small PDF. */
function pdf() {
  const body = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n";
  const places = "0000000000 65535 f \n0000000009 00000 n \n0000000051 00000 n \n";
  const end = `xref\n0 3\n${places}trailer<</Size 3/Root 1 0 R>>\nstartxref\n${9 + body.length}\n%%EOF\n`;
  return Buffer.from(`%PDF-1.4\n${body}${end}`);
}

/** Adds a file to a question: what is no document is refused beside its field, what is one can be saved again. */
async function attach(page, assessment) {
  const add = "main form[enctype='multipart/form-data'] [type=submit]";
  await page.goto(`${assessment}/questions/gov.strategy`);
  await fits(page);
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
  await page.setInputFiles("[name=file]", { name: "decision.pdf", mimeType: "application/pdf", buffer: svg });
  assert.equal((await press(page, add)).status(), 422);
  assert.ok(await page.locator("a[href='#f-file']").count(), "the summary leads to the field");
  await fits(page);
  await page.setInputFiles("[name=file]", { name: "decision.pdf", mimeType: "application/pdf", buffer: pdf() });
  const added = await press(page, add);
  assert.equal(added.status(), 200, await page.locator("main").textContent());
  assert.match(page.url(), /questions\/gov\.strategy\?done=added/);
  const file = page.locator("main a[download]", { hasText: "decision.pdf" }).last();
  const answer = await page.request.get(await file.getAttribute("href"));
  assert.equal(answer.headers()["content-disposition"].split(";")[0], "attachment");
  assert.deepEqual(await answer.body(), pdf());
  await fits(page);
}

test("a city takes its assessment on a phone without scripts, from the list to report and roadmap", async () => {
  const page = await visitor(chromium, { width: 320, scripts: false });
  await signIn(page, "officer-a");
  await page.goto("/account/ceds/");
  await fits(page);
  const begin = page.locator("main a.button--main");
  if (await begin.count()) {
    await begin.first().click();
    await page.fill("[name=city]", "Porto Azul");
    await press(page, "main form.form [type=submit]");
  } else {
    // The one that is being answered stands first.
    await page.locator("main .list a").first().click();
  }
  await fits(page);
  const assessment = new URL(page.url()).pathname;
  assert.match(assessment, /\/assessments\/[0-9a-f-]+$/);

  await page.goto(`${assessment}/sections/governance/1`);
  await fits(page);
  await answer(page);
  const folded = page.locator(".question").first().locator("details:not([open]) > summary");
  if (await folded.count()) await folded.click();
  await page.locator("textarea[name^='n:']").first().fill("As the council decided.");
  await press(page, "main form.questions button[name=stay]");
  assert.match(page.url(), /\/sections\/governance\/1\?done=saved/);
  assert.equal(await page.locator("textarea[name^='n:']").first().inputValue(), "As the council decided.");
  assert.ok((await page.locator(".question fieldset input:checked").count()) > 0, "the answers are there");
  for (const section of ["governance", "policy", "resources", "network", "citizens", "infrastructure", "e-admin", "e-life", "e-industry", "e-infra"]) {
    for (let number = 1; number < 20; number += 1) {
      const there = await page.goto(`${assessment}/sections/${section}/${number}`);
      if (there.status() === 404) break;
      await answer(page, section.startsWith("e-") ? 0 : 1);
      await press(page, "main form.questions .actions .button--main");
    }
  }

  await attach(page, assessment);

  await page.goto(`${assessment}/check`);
  await fits(page);
  await page.goto(`${assessment}/report`);
  await fits(page);
  assert.ok((await page.locator("svg.plot").count()) >= 3, "the report has its charts");
  assert.ok(Number.parseFloat(await page.locator(".score b").first().textContent()) > 0);
  for (const svg of await page.locator("svg.plot").all()) assert.ok(await svg.locator("title").count());
  await page.goto(`${assessment}/report/governance`);
  await fits(page);

  await page.goto(`${assessment}/roadmap`);
  await page.fill("[name=cost]", "300");
  await press(page, "main form.form [type=submit]");
  await fits(page);
  assert.ok((await page.locator("main ol.list > li").count()) > 0, "the roadmap has steps");

  await page.goto(`${assessment}/check`);
  await press(page, "main form.form [type=submit]");
  await fits(page);
  assert.match(page.url(), /\?done=submitted/);
  assert.equal(await page.locator("main form.questions").count(), 0);
  await page.context().close();
});

for (const [language, width] of [["en", 320], ["en", 1280], ["ar", 320]]) {
  test(`axe finds nothing on the pages of the diagnosis in ${language} at ${width} px`, async () => {
    const page = await visitor(chromium, { width });
    await signIn(page, "officer-b");
    await page.goto(`/account/ceds/?lang=${language}`);
    assert.deepEqual(await faults(page), []);
    const assessment = await page.locator("main .list a").first().getAttribute("href");
    for (const path of ["", "/sections/governance/1", "/sections/e-admin/1", "/questions/gov.strategy", "/report", "/report/governance", "/roadmap?years=2&cost=200", "/consent", "/team", "/facts", "/check", "/withdraw"]) {
      const there = await page.goto(`${assessment}${path}`);
      assert.equal(there.status(), 200, path);
      assert.deepEqual(await faults(page), [], path);
      await fits(page);
    }
    for (const path of [`/${language}/ceds/`, `/${language}/ceds/ceds/2026/governance`, `/${language}/ceds/ceds/2026/e-admin`]) {
      await page.goto(path);
      assert.deepEqual(await faults(page), [], path);
      await fits(page);
    }
    await page.context().close();
  });
}

for (const [language, width] of [["en", 320], ["en", 1280], ["ar", 320]]) {
  test(`axe finds nothing at the desk of the diagnosis in ${language} at ${width} px`, async () => {
    const page = await visitor(chromium, { width });
    await signIn(page, "secretariat");
    const see = async (path) => {
      const there = await page.goto(path);
      assert.equal(there.status(), 200, path);
      assert.equal(await page.getAttribute("html", "lang"), language, path);
      assert.deepEqual(await faults(page), [], path);
      await fits(page);
    };
    await see(`/desk/?lang=${language}`);
    await see("/desk/ceds/");
    const first = async (start) => page.locator(`main a[href^='${start}']`).first().getAttribute("href");
    const settled = await first("/desk/ceds/assessments/");
    await see("/desk/ceds/?stage=submitted");
    for (const assessment of [settled, await first("/desk/ceds/assessments/")]) {
      await see(assessment);
      for (const section of ["governance", "e-admin"]) await see(`${assessment}/sections/${section}`);
    }
    await see("/desk/ceds/?stage=submitted");
    await see(`${await first("/desk/ceds/assessments/")}/freeze`);
    await see("/desk/ceds/rounds/new");
    await press(page, "main form.form [type=submit]");
    assert.deepEqual(await faults(page), [], "a form with faults");
    await fits(page);
    await see("/desk/ceds/rounds");
    const rounds = await page.$$eval("main a[href^='/desk/ceds/rounds/']", (all) => all.map((one) => one.getAttribute("href")));
    for (const round of rounds.filter((one) => /\/[0-9a-f-]{36}$/.test(one))) {
      await see(round);
      await see(`${round}/move`);
      await see(`${round}/close`);
    }
    await page.context().close();
  });
}

test("answers are saved while somebody answers, and kept on the page while there is no connection", async () => {
  const page = await visitor(chromium, { width: 320 });
  await signIn(page, "officer-a");
  await page.goto("/account/ceds/");
  const assessment = await page.locator("main .list a").first().getAttribute("href");
  const answered = await page.goto(`${assessment}/sections/governance/1`);
  if ((await page.locator("main form.questions button[name=stay]").count()) === 0) return page.context().close();
  assert.equal(answered.status(), 200);
  const state = page.locator("[data-saved]");
  await page.locator(".question input[type=radio]").nth(2).check();
  await state.filter({ hasText: "All saved" }).waitFor();
  await page.context().setOffline(true);
  await page.locator(".question input[type=radio]").nth(1).check();
  await state.filter({ hasText: "no connection" }).waitFor();
  await page.context().setOffline(false);
  await state.filter({ hasText: "All saved" }).waitFor();
  await page.goto(`${assessment}/sections/governance/1`);
  assert.ok(await page.locator(".question input[type=radio]").nth(1).isChecked());
  await page.context().close();
});

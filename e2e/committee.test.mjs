// The committee decides: a meeting is planned, opened, voted in and closed; the city is a Full Member with a certificate
// that checks out. By keyboard, with scripts and without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, press, signIn, site, sound, step, unfold, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

const ROW = "section[aria-labelledby=roll] tbody tr";

/** Plans a meeting with the city's application on its agenda, and gives its address at the desk. */
async function plan(page, title, city, scripts) {
  await page.goto("/desk/membership/meetings");
  await sound(page, scripts);
  await press(page, "main a.button--main");
  assert.equal((await press(page, "main form.form [type=submit]")).status(), 422);
  for (const field of ["title", "starts"]) {
    assert.equal(await page.locator(`.errors__list a[href='#f-${field}']`).count(), 1, field);
  }
  await sound(page, scripts);
  await page.selectOption("[name=body]", "executive-committee");
  await page.fill("[name=title]", title);
  // In two days: tomorrow by UTC may be today where the Secretariat is.
  const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await page.fill("[name=starts]", `${soon}T10:00`);
  await press(page, "main form.form [type=submit]");
  const address = new URL(page.url()).pathname;
  await unfold(page, "application");
  const option = page.locator("[name=application] option", { hasText: city });
  await page.selectOption("[name=application]", await option.getAttribute("value"));
  await step(page, "application");
  assert.ok((await page.locator("section[aria-labelledby=agenda] h3").textContent()).includes(city));
  await sound(page, scripts);
  return address;
}

/** Opens it: everybody in office is on the roll, and whoever may not vote is told why. */
async function open(page, scripts) {
  await press(page, "main a[href$='/open']");
  await sound(page, scripts);
  await press(page, "main form.confirm [type=submit]");
  const rows = await page.locator(ROW).count();
  assert.ok(rows >= 18, `${rows} on the roll`);
  for (const row of await page.locator(`${ROW}:has(td:nth-child(2) .status--note)`).all()) {
    assert.ok((await row.locator("td br").count()) > 0, `no reason: ${await row.textContent()}`);
  }
  await sound(page, scripts);
}

/** Notes so many of those who may vote as present, without the committee's person, who comes in alone. */
async function note(page, many, person) {
  const able = `${ROW}:has(td:nth-child(2) .status--ok):has(input[value=attend])`;
  for (let n = 0; n < many; n++) {
    await press(page, `:nth-match(${able}:not(:has-text("${person}")), 1) form:has([value=attend]) button`);
  }
}

/** A guest comes in, named by a part of its name: what fits nobody or several is said, and what was typed stays. */
async function guest(page, scripts) {
  const says = async (said, field) => {
    await unfold(page, "guest");
    await page.fill("#f-member", said);
    assert.equal((await step(page, "guest")).status(), 422, said);
    assert.equal(await page.inputValue("#f-member"), said);
    assert.equal(await page.locator(`.errors__list a[href='#f-${field}']`).count(), 1, said);
    await sound(page, scripts);
  };
  await says("Nowhere at all", "member");
  await says("mon", "chosen");
  await page.getByLabel("Montelume").press("Space");
  await step(page, "guest");
  assert.ok((await page.locator(ROW, { hasText: "Montelume" }).textContent()).includes("Present"));
  await sound(page, scripts);
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  const city = scripts ? "Kōwhaiora" : "Laguna Jacarandá";
  const title = `Special meeting ${how}`;

  test(`the committee makes an associate a full member, ${how}`, async () => {
    const desk = await visitor(chromium, { scripts });
    await signIn(desk, "secretariat");
    await desk.goto("/desk/?lang=en");
    const address = await plan(desk, title, city, scripts);
    const meeting = address.split("/").pop();
    await open(desk, scripts);
    await note(desk, 12, "Zvonorechensk");
    await step(desk, "chair", ROW);
    await guest(desk, scripts);

    const voter = await visitor(chromium, { scripts, width: 320 });
    await signIn(voter, "committee");
    await voter.goto("/account/membership/?lang=en");
    await press(voter, "main a[href$='/membership/meetings']");
    await sound(voter, scripts);
    await press(voter, `main a[href$="${meeting}"]`);
    await step(voter, "attend");
    await sound(voter, scripts);

    await desk.goto(address);
    await step(desk, "call");
    await press(voter, `main a[href$="${meeting}"]`);
    await votesOnce(voter, scripts);

    await desk.goto(address);
    await sound(desk, scripts);
    await recordTheOthers(desk, scripts);
    await press(desk, "main a[href$='/end']");
    assert.ok(await desk.locator(".confirm__consequences").textContent());
    await sound(desk, scripts);
    await press(desk, "main form.confirm [type=submit]");
    await sound(desk, scripts);
    await step(desk, "close");
    await press(desk, "main a.button--main");
    const minutes = new URL(desk.url()).pathname.replace(/^\/\w+/, "/en");
    await reads(minutes, city, scripts);
    await isFull(desk, city, scripts);
    for (const page of [desk, voter]) await page.context().close();
  });
}

test("an office's holder is named, and of several that fit one is chosen", async () => {
  const desk = await visitor(chromium, { width: 320 });
  await signIn(desk, "secretariat");
  await desk.goto("/desk/membership/terms/new?lang=en");
  assert.equal(await desk.locator("main option:has-text('Montelume')").count(), 0, "nobody is listed");
  await desk.fill("#f-member", "mon");
  assert.equal((await press(desk, "main form.form [type=submit]")).status(), 422);
  assert.ok((await desk.locator("[name=chosen]").count()) > 1);
  assert.equal(await desk.inputValue("#f-member"), "mon");
  await desk.getByLabel("Montelume").press("Space");
  await sound(desk);
  await desk.context().close();
});

/** Votes on the open item, not without a choice; another vote from a second window is refused. */
async function votesOnce(page, scripts) {
  assert.equal((await step(page, "vote")).status(), 422, "nothing is chosen");
  assert.equal(await page.locator(".errors__list a[href='#f-choice']").count(), 1);
  await sound(page, scripts);
  const window = await page.context().newPage();
  await window.goto(page.url());
  await page.press("[name=choice][value=no]", "Space");
  await window.press("[name=choice][value=yes]", "Space");
  await step(page, "vote");
  assert.equal(await page.locator("input[name=choice]").count(), 0, "who has voted is not asked again");
  assert.equal((await step(window, "vote")).status(), 409);
  assert.equal(await window.locator(".errors").count(), 1);
  await window.close();
  await sound(page, scripts);
}

/** What the others said in the room: one abstains, nobody reads one paper, the rest say yes. */
async function recordTheOthers(page, scripts) {
  const ballots = page.locator(`${ROW} form:has([name=choice])`);
  for (const choice of ["abstain", "unread"]) {
    await Promise.all([page.waitForNavigation(), ballots.first().locator(`[value=${choice}]`).press("Enter")]);
  }
  await sound(page, scripts);
  while ((await ballots.count()) > 0) {
    await Promise.all([page.waitForNavigation(), ballots.first().locator("[value=yes]").press("Enter")]);
  }
}

/** Anybody reads the minutes with the proof line, and finds that the published votes give this result. */
async function reads(minutes, city, scripts) {
  const page = await visitor(chromium, { scripts, width: 320 });
  assert.equal((await page.goto(minutes)).status(), 200);
  const text = await page.locator("main").textContent();
  assert.match(text, /13 of \d+ present, \d+ needed: quorate; 10 yes of 13 = 76\.9 %, over 50 %/);
  assert.ok(text.includes(city) && text.includes("The same result"), "whoever counts the published votes again");
  assert.ok(text.includes("Zvonorechensk"));
  await sound(page, scripts);
  const data = await page.request.get(await page.locator("main a[download$='.json']").getAttribute("href"));
  assert.equal(data.status(), 200);
  await page.context().close();
}

/** It stands in the register as Full Member, and its certificate says the same today. */
async function isFull(desk, city, scripts) {
  const page = await visitor(chromium, { scripts, width: 320 });
  await page.goto("/en/members/");
  await page.fill("[name=words]", city);
  await press(page, "[name=words]");
  await press(page, `main table a:has-text("${city}")`);
  assert.ok((await page.locator(".facts").first().textContent()).includes("Full Member"));
  await sound(page, scripts);

  await desk.goto(`/desk/membership/members?words=${encodeURIComponent(city)}`);
  await press(desk, `main table a:has-text("${city}")`);
  await press(desk, "main a[href*='certificate']");
  await sound(desk, scripts);
  await desk.emulateMedia({ media: "print" });
  assert.equal(await desk.locator(":is(nav, form, footer):visible").count(), 0, "on paper stands the certificate alone");
  const check = await desk.locator(".certificate__check").getAttribute("href");
  assert.equal(new URL(check, site).origin, site);
  assert.equal((await page.goto(check)).status(), 200);
  const standings = await page.locator(".facts .status").allTextContents();
  assert.equal(standings.length, 2, "on the day of issue, and today");
  assert.ok(standings.every((one) => one.includes("Full Member")), standings.join());
  await sound(page, scripts);
  assert.equal((await page.goto("/en/members/certificate/aaaaaaaaaa")).status(), 404);
  await sound(page, scripts);
  await page.context().close();
}

// Somebody asks for the newsletter, says yes by the mail, gets the issue that the Secretariat puts together and sends at
// the desk, ends it by one click, and finds the archive. By keyboard, with scripts and without; on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, letter, mails, press, signIn, site, sound, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

const SEND = "main form.form [type=submit]";

/** Asks for it and says yes, by the link of the one mail that goes out. */
async function subscribe(page, address, scripts) {
  await page.goto("/en/newsletter/");
  await sound(page, scripts);
  const empty = await press(page, SEND);
  assert.equal(empty.status(), 422);
  assert.equal(await page.locator(".errors__list a[href='#f-address']").count(), 1);
  await page.fill("#f-address", address);
  await press(page, SEND);
  assert.match(page.url(), /\/asked$/);
  await sound(page, scripts);
  const mail = await letter(address, "/newsletter/confirm?token=");
  await page.goto(mail.match(/http:\S+\/confirm\?token=\S+/)[0]);
  await sound(page, scripts);
  await press(page, SEND);
  assert.match(page.url(), /\/confirmed$/);
  await sound(page, scripts);
}

/** The Secretariat begins an issue, writes into it, looks at it and sends it. */
async function compose(page, number, scripts) {
  await page.goto("/desk/newsletter/issues");
  await sound(page, scripts);
  await press(page, "main a.button--main");
  await sound(page, scripts);
  await page.fill("[name=number]", number);
  await page.check("[name=languages][value=ar]");
  await press(page, SEND);
  assert.match(page.url(), /\/compose$/);
  const home = page.url();
  await sound(page, scripts);
  await page.selectOption("[name=kind]", "text");
  await press(page, "main form:has([name=step][value=add]) [type=submit]");
  assert.match(page.url(), /\/blocks\/\d+$/);
  await sound(page, scripts);
  await page.fill("[name=words-en]", "Dear readers,\n\nthe harbour **is open**.");
  await press(page, SEND);
  assert.match(page.url(), /done=block$/);
  await press(page, "main ol > li:last-child button[value=up]");
  assert.match(page.url(), /done=move$/);
  await page.fill("[name=titles-en]", `Harbours of ${number}`);
  await press(page, "main form:has([name=step][value=titles]) [type=submit]");
  assert.match(page.url(), /done=titles$/);
  await sound(page, scripts);
  // In Arabic, where the text falls back.
  await page.goto(home.replace("/compose", "/preview/ar"));
  await sound(page, scripts);
  const [answer] = await Promise.all([page.waitForNavigation(), page.press("main a.button--main", "Enter")]);
  assert.match(answer.headers()["content-security-policy"], /sandbox$/);
  assert.equal(await page.getAttribute("html", "dir"), "rtl");
  assert.equal(await page.locator("div[lang=en][dir=ltr] strong").textContent(), "is open");
  await page.goto(home.replace("/compose", ""));
  await sound(page, scripts);
  await press(page, "main a[href$='/sure/order']");
  await sound(page, scripts);
  await press(page, SEND);
  assert.match(page.url(), /done=order$/);
}

/** The issue that came to an address, unfolded; waits until it did. */
async function issue(address, number) {
  for (const until = Date.now() + 60_000; Date.now() < until; await new Promise((go) => setTimeout(go, 500))) {
    const found = (await mails()).map((mail) => mail.replace(/\r\n[ \t]/g, " "));
    const came = found.filter((mail) => mail.includes(`Delivered-To: ${address}`) && mail.includes(number));
    if (came.length > 0) return came;
  }
  throw new Error(`no issue came to ${address}`);
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  const number = scripts ? "2031-Q1" : "2030-Q4";
  const address = `ana.${scripts ? "one" : "two"}@reader.example`;

  test(`an issue is asked for, made, sent, ended and found again, ${how}`, async () => {
    const reader = await visitor(chromium, { scripts, width: 320 });
    await subscribe(reader, address, scripts);

    const secretariat = await visitor(chromium, { scripts });
    await signIn(secretariat, "secretariat");
    await compose(secretariat, number, scripts);

    const [mail, ...more] = await issue(address, number);
    assert.equal(more.length, 0, "it comes once");
    assert.match(mail, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    const archive = mail.match(/^List-Archive: <([^>]+)>/m)[1];
    const oneClick = mail.match(/^List-Unsubscribe: <([^>]+)>/m)[1];
    const ended = await fetch(oneClick, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
    assert.equal(ended.status, 200);
    await reader.goto(oneClick);
    await sound(reader, scripts);

    assert.equal(new URL(archive).origin, site);
    await reader.goto(archive);
    await sound(reader, scripts);
    await press(reader, `main a[href$='/archive/${number}']`);
    assert.equal(await reader.locator("main h1").textContent(), `Harbours of ${number}`);
    assert.equal((await reader.content()).includes("unsubscribe?token"), false);
    await sound(reader, scripts);
    const feed = await fetch(`${archive}.atom`);
    assert.match(await feed.text(), new RegExp(`/archive/${number}`));

    const arabic = await visitor(chromium, { scripts, width: 320, language: "ar" });
    for (const path of ["/ar/newsletter/archive", `/ar/newsletter/archive/${number}`, "/ar/newsletter/"]) {
      assert.equal((await arabic.goto(path)).status(), 200);
      await sound(arabic, scripts);
    }
    for (const page of [reader, secretariat, arabic]) await page.context().close();
  });
}

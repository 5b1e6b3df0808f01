// A city applies: it fills in as it goes, signs, hands in, answers questions, and is a member. By keyboard, with
// scripts and without; the city's officer on a phone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { browser, figure, letter, press, signIn, sound, step, visitor } from "./house.mjs";

let chromium;
let paper;
before(async () => {
  chromium = await browser();
  paper = await readFile(new URL("../examples/wego-site/demo/signed-form.pdf", import.meta.url));
});
after(() => chromium.close());

const SAVE = "main form.form [type=submit]:not([name])";
const MAIN = "main a.button--main";

/** Fills in the page and presses its first button. */
async function answer(page, fields, button = SAVE) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name=${name}]`).first();
    const kind = (await field.getAttribute("type")) ?? (await field.evaluate((one) => one.tagName));
    if (kind === "radio") await page.press(`[name=${name}][value=${value}]`, "Space");
    else if (kind === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
  return press(page, button);
}

/** What a city says on each page of questions. */
const answers = (name) => ({
  kind: { kind: "city" },
  organisation: { name, ownName: "", country: "PT" },
  place: { population: "48000", latitude: "37.2", longitude: "-8.4" },
  reach: { website: "https://city.example", address: "1 Quay\nHarbour" },
  motivation: { motivation: "We want to learn.\n\nAnd to show our ferries." },
  signatory: { signatoryName: "Ana Lima", signatoryOffice: "Mayor", signatoryAuthority: "" },
  contact: { contactName: "Rui Tavares", contactEmail: mailOf(name), contactLanguage: "en" },
});

const mailOf = (name) => `${name.toLowerCase().replaceAll(" ", ".")}@city.example`;

/** Answers page after page, from the first one on; an answer that voids a signature leads back between two. */
async function fillIn(page, home, name, scripts) {
  for (const [group, fields] of Object.entries(answers(name))) {
    if (new URL(page.url()).pathname === home) await press(page, `main li a[href$='/questions/${group}']`);
    assert.ok(page.url().endsWith(group), page.url());
    await sound(page, scripts);
    await answer(page, fields);
  }
  assert.equal(new URL(page.url()).pathname, home, "behind the last page stands what is to do next");
}

/** Signs on line and hands in, from the page of the application. */
async function handIn(page, scripts) {
  await press(page, MAIN);
  assert.match(page.url(), /\/sign$/);
  const name = await page.locator(".desk__lead bdi").first().textContent();
  const office = await page.locator(".desk__lead bdi").nth(1).textContent();
  const wrong = await answer(page, { name: "Somebody Else", office }, "form:has([name=name]) [type=submit]");
  assert.equal(wrong.status(), 422);
  assert.equal(await page.locator(".errors__list a[href='#f-name']").count(), 1);
  assert.equal(await page.inputValue("[name=name]"), "Somebody Else");
  await sound(page, scripts);
  await answer(page, { name, office }, "form:has([name=name]) [type=submit]");
  assert.match(page.url(), /\/check$/);
  await sound(page, scripts);
  await press(page, SAVE);
  assert.match(page.url(), /\/receipt$/);
  await sound(page, scripts);
  const [number, code] = await page.locator(".facts strong").allTextContents();
  assert.match(number, /^A-\d{4}-\d{4}/);
  assert.match(code, /^[a-z0-9]{10}$/);
  return { number, code };
}

/** The Secretariat's page of a case, reached from what waits for it. */
async function theCase(page, city) {
  await page.goto("/desk/membership/");
  await press(page, `section[aria-labelledby=waiting] a:has-text("${city}")`);
}

/** Where an application stands, for whoever has its number and code. */
async function follow(scripts, { number, code }) {
  const page = await visitor(chromium, { scripts, width: 320 });
  await page.goto("/en/members/follow");
  const wrong = await answer(page, { number, code: "aaaaaaaaaa" });
  assert.equal(wrong.status(), 422);
  assert.equal(await page.locator(".errors__list a[href='#f-number']").count(), 1);
  await answer(page, { number, code });
  const said = await page.locator(".notice .status").textContent();
  await sound(page, scripts);
  await page.context().close();
  return said.replace(/^\W+/, "").trim();
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  const city = scripts ? "Quayside Porto" : "Stillwater Porto";
  const mail = mailOf(city);

  test(`a city without an account applies by a letter and is a member, ${how}`, async () => {
    const page = await visitor(chromium, { scripts, width: 320 });
    await page.goto("/en/members/apply");
    await sound(page, scripts);
    await press(page, MAIN);
    const empty = await press(page, SAVE);
    assert.equal(empty.status(), 422);
    assert.ok((await page.locator(".errors__list a[href^='#f-']").count()) >= 4);
    await sound(page, scripts);
    const { kind, organisation, contact } = answers(city);
    await answer(page, { ...kind, name: city, country: organisation.country, ...contact });
    assert.equal(new URL(page.url()).pathname, "/en/members/apply/begun");
    await sound(page, scripts);

    const invitation = await letter(mail, "/account/invitation");
    await page.goto(invitation.match(/https?:\S+\/account\/invitation\S+/)[0]);
    await answer(page, { password: "kettle-marble-orchard-47-velvet" }, "main form [type=submit]");
    await page.goto("/account/membership/");
    await press(page, "main a[href*='/applications/']");
    const home = new URL(page.url()).pathname;
    await sound(page, scripts);
    await fillIn(page, home, city, scripts);
    const receipt = await handIn(page, scripts);
    assert.ok((await letter(mail, receipt.number)).includes(receipt.code), "the receipt comes by mail too");
    assert.equal(await follow(scripts, receipt), "Handed in");

    const secretariat = await visitor(chromium, { scripts });
    await signIn(secretariat, "secretariat");
    await theCase(secretariat, city);
    await accept(secretariat, scripts);
    assert.equal(await follow(scripts, receipt), "Accepted by the Secretariat");
    await letter(mail, "has accepted", receipt.number);
    for (const one of [page, secretariat]) await one.context().close();
  });

  test(`an officer goes on where the city left off, and answers what is asked, ${how}`, async () => {
    const page = await visitor(chromium, { scripts, width: 320 });
    await signIn(page, "officer-a");
    await page.goto("/account/membership/");
    await sound(page, scripts);
    if (await page.locator(MAIN).count()) {
      await press(page, MAIN);
      await press(page, "main form [type=submit]");
    } else {
      await press(page, "main a[href*='/applications/']");
    }
    const home = new URL(page.url()).pathname;
    await sound(page, scripts);

    await fillIn(page, home, "Porto Azul", scripts);
    await keepsWhatWasTyped(page, home, scripts);
    await handsADocumentIn(page, home, scripts);
    await page.goto(home);
    await handIn(page, scripts);

    const secretariat = await visitor(chromium, { scripts });
    await signIn(secretariat, "secretariat");
    await theCase(secretariat, "Porto Azul");
    await sound(secretariat, scripts);
    assert.equal((await step(secretariat, "return")).status(), 422);
    assert.equal(await secretariat.locator(".errors__list a[href='#f-questions']").count(), 1);
    await secretariat.fill("[name=questions]", `Which quay, ${how}?`);
    await step(secretariat, "return");
    await letter(mailOf("Porto Azul"), `Which quay, ${how}?`);

    await page.goto(home);
    assert.equal((await page.locator("section.notice--warn p").first().textContent()).trim(), `Which quay, ${how}?`);
    await sound(page, scripts);
    await press(page, "main a[href$='/letters']");
    await answer(page, { text: "The western one." });
    await page.goto(`${home}/questions/reach`);
    await answer(page, { address: "2 Western Quay" });
    assert.ok((await page.locator(".notice--warn").count()) > 0, "the signature is of other answers");
    await sound(page, scripts);
    await handIn(page, scripts);
    await nobodyElseSees(home);

    await theCase(secretariat, "Porto Azul");
    assert.ok(await secretariat.locator(".history__note", { hasText: "The western one." }).count());
    if (scripts) {
      await page.goto(home);
      await press(page, "main a[href$='/withdraw']");
      await sound(page, scripts);
      await press(page, "main form [type=submit]");
      assert.equal(await page.locator(MAIN).count(), 1, "another application can be begun");
    } else {
      await accept(secretariat, scripts);
      await page.goto("/account/membership/");
      assert.ok((await page.locator("main section .status").first().textContent()).includes("Associate Member"));
    }
    for (const one of [page, secretariat]) await one.context().close();
  });
}

/** Accepts the case that is shown: the front page's figure goes up by one. */
async function accept(page, scripts) {
  const before = await figure(chromium, "Member cities");
  await sound(page, scripts);
  await step(page, "accept");
  await sound(page, scripts);
  assert.equal(await page.locator("input[name=step][value=accept]").count(), 0, "once is enough");
  assert.equal(await figure(chromium, "Member cities"), before + 1);
}

/** Right or wrong, what was typed is there after an error, a reload, the way back, and in another browser. */
async function keepsWhatWasTyped(page, home, scripts) {
  await page.goto(home);
  await press(page, "main a[href$='/questions/place']");
  const wrong = await answer(page, { population: "many" });
  assert.equal(wrong.status(), 422);
  await sound(page, scripts);
  assert.equal(await page.inputValue("#f-population"), "many");
  await page.press(".errors__list a[href='#f-population']", "Enter");
  assert.equal(await page.locator("#f-population:focus").count(), 1, "the summary leads to the field");
  await page.goto(`${home}/questions/place`);
  assert.equal(await page.inputValue("#f-population"), "many");
  await answer(page, { population: "61000" });
  assert.match(page.url(), /\/questions\/reach/);
  await page.goBack();
  await page.reload();
  assert.equal(await page.inputValue("#f-population"), "61000");
  await page.goto(`${home}/questions/motivation`);
  await answer(page, { motivation: "Half a sentence" }, "[name=later]");
  assert.equal(new URL(page.url()).pathname, home);

  const elsewhere = await visitor(chromium, { scripts });
  await signIn(elsewhere, "officer-a");
  await elsewhere.goto(`${home}/questions/motivation`);
  assert.equal(await elsewhere.inputValue("#f-motivation"), "Half a sentence");
  await elsewhere.context().close();
}

/** None is said to be missing; one is kept as it was sent. */
async function handsADocumentIn(page, home, scripts) {
  await page.goto(home);
  await press(page, "main a[href$='/documents']");
  assert.equal((await press(page, SAVE)).status(), 422);
  assert.equal(await page.locator(".errors__list a[href='#f-file']").count(), 1);
  await sound(page, scripts);
  await page.setInputFiles("#f-file", { name: "decision.pdf", mimeType: "application/pdf", buffer: paper });
  await press(page, SAVE);
  await page.goto(`${home}/documents`);
  const link = page.locator("main .list a[download]", { hasText: "decision" }).last();
  const kept = await page.request.get(await link.getAttribute("href"));
  assert.deepEqual(await kept.body(), paper);
  await sound(page, scripts);
}

/** A reader, an editor and another city's officer find nothing there. */
async function nobodyElseSees(home) {
  for (const role of ["reader", "editor", "officer-b"]) {
    const page = await visitor(chromium);
    await signIn(page, role);
    for (const path of ["", "/questions/kind", "/check", "/documents", "/receipt", "/letters"]) {
      assert.equal((await page.goto(`${home}${path}`)).status(), 404, `${role} ${path}`);
    }
    await page.context().close();
  }
}

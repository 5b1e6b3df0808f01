// An issue goes out: the desk shows how far it is while it goes, by itself where scripts run.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, person, press, signIn, site, sound, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

/** An issue of this quarter that is written and not ordered; its address at the desk. */
async function written(number) {
  const { token } = await person("secretariat");
  const ask = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${site}/api/v1/newsletter${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer;
  };
  const { id } = await (await ask("POST", "/issues", { number, languages: ["en"], fallback: "en" })).json();
  const text = { subject: "News", html: "<p><a href=\"{unsubscribe}\">No more</a></p>", text: "{unsubscribe}" };
  await ask("PUT", `/issues/${id}/texts/en`, text, { "if-match": "*" });
  return `/desk/newsletter/issues/${id}`;
}

for (const scripts of [true, false]) {
  test(`whoever ordered an issue sees it go, ${scripts ? "with" : "without"} scripts`, async () => {
    const issue = await written(scripts ? "2041-Q1" : "2041-Q2");
    const page = await visitor(chromium, { scripts, width: 320 });
    await signIn(page, "secretariat");
    await page.goto(`${issue}/sure/order`);
    await press(page, "main form [type=submit]");
    await sound(page, scripts);
    const stage = page.locator("[data-live=stage]");
    if (scripts) {
      let loaded = 0;
      page.on("load", () => loaded++);
      await page.locator("[data-live=stage]", { hasText: "Sent" }).waitFor();
      assert.equal(await page.locator("progress").getAttribute("value"), "100");
      assert.equal(await page.locator("[data-live=steps] button").count(), 0, "nothing is left to stop");
      assert.equal(loaded, 0, "the page stays where it is");
      // It has come to its end, and nobody asks any more.
      let asked = 0;
      page.on("request", () => asked++);
      await page.waitForTimeout(5_000);
      assert.equal(asked, 0);
    } else {
      for (const until = Date.now() + 20_000; Date.now() < until && !(await stage.textContent()).includes("Sent"); ) {
        const again = page.locator("[data-live=going] p:last-child a");
        if (await again.count()) await Promise.all([page.waitForNavigation(), again.click()]);
      }
      assert.match(await stage.textContent(), /Sent/);
    }
    await sound(page, scripts);
    await page.context().close();
  });
}

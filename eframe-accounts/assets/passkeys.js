// Makes a passkey, or signs in with one: asks the browser what the form says, and posts what it answers. Without it the page says
// so and offers the app.
const form = document.querySelector("form[data-passkey]");
if (form) {
  const says = form.querySelector("[data-says]");
  const button = form.querySelector("[type=submit]");
  const say = (what) => { says.textContent = form.dataset[what] ?? ""; };
  const bytes = (text) => {
    const plain = text.replaceAll("-", "+").replaceAll("_", "/");
    return Uint8Array.from(atob(plain), (one) => one.charCodeAt(0));
  };
  const text = (buffer) => {
    const plain = Array.from(new Uint8Array(buffer), (one) => String.fromCharCode(one)).join("");
    return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const keys = (list = []) => list.map((key) => ({ ...key, id: bytes(key.id) }));
  const make = async (asked) => {
    const user = { ...asked.user, id: bytes(asked.user.id) };
    const excludeCredentials = keys(asked.excludeCredentials);
    const publicKey = { ...asked, user, excludeCredentials, challenge: bytes(asked.challenge) };
    const made = await navigator.credentials.create({ publicKey });
    return whole(made, {
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    });
  };
  const sign = async (asked) => {
    const allowCredentials = keys(asked.allowCredentials);
    const publicKey = { ...asked, allowCredentials, challenge: bytes(asked.challenge) };
    const signed = await navigator.credentials.get({ publicKey });
    const user = signed.response.userHandle;
    return whole(signed, {
      authenticatorData: text(signed.response.authenticatorData),
      signature: text(signed.response.signature),
      userHandle: user && user.byteLength > 0 ? text(user) : null,
    });
  };
  const whole = (key, response) => JSON.stringify({
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    response: { ...response, clientDataJSON: text(key.response.clientDataJSON) },
  });
  const ask = async () => {
    const asked = JSON.parse(form.dataset.options).publicKey;
    button.disabled = true;
    say("asking");
    try {
      form.elements.answer.value = await (form.dataset.passkey === "make" ? make(asked) : sign(asked));
      form.submit();
    } catch (error) {
      button.disabled = false;
      say(error.name === "InvalidStateError" ? "known" : "refused");
      button.focus();
    }
  };
  for (const without of document.querySelectorAll("[data-without]")) without.hidden = true;
  form.parentElement.hidden = false;
  if (window.PublicKeyCredential && navigator.credentials) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask();
    });
  } else {
    button.disabled = true;
    say("unable");
  }
}

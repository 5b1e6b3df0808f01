use std::sync::atomic::{AtomicU8, Ordering};

use super::*;

struct Counting(AtomicU8);
impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill_with(|| self.0.fetch_add(1, Ordering::Relaxed));
    }
}

fn passwords(cost: PasswordCost) -> Passwords {
    Passwords::new(cost, Arc::new(Counting(AtomicU8::new(0))))
}

fn fault(text: &str) -> Option<&'static str> {
    let known = words(&["Mina Park", "mina.park@seoul.example", "WeGO"]);
    let errors = Password::chosen("password", text, &known).err()?;
    errors.iter().next().map(|error| error.key)
}

#[test]
fn bad_input_32_lengths() {
    let phrase = "lantern quay 강 elbow 47 marmalade ☂ thimble over ";
    let long: String = phrase.chars().cycle().take(200).collect();
    assert_eq!(fault("k7#vQp2"), Some("accounts.password.short"));
    assert_eq!(fault("k7 vQp2 wx9 z!"), Some("accounts.password.short"));
    assert_eq!(fault("k7 vQp2 wx9 z!m"), None);
    assert_eq!(fault(&long.chars().take(64).collect::<String>()), None);
    assert_eq!(fault(&long), None);
    assert_eq!(fault(&"kqz".repeat(400_000)), Some("accounts.password.long"));
}

#[test]
fn bad_input_32_each_character_counts_once_and_none_is_asked_for() {
    assert_eq!(fault("🌉🍊🎻🪁🦉🧵🪨🌾🕯🐚🪶🥁🧭🪴🫖"), None);
    assert_eq!(fault("여름 강가에서 만난 우산 열두 개"), None);
    assert_eq!(fault("               "), Some("accounts.password.common"));
}

#[test]
fn what_is_guessed_early_is_refused() {
    for common in [
        "passwordpassword",
        "123456789012345",
        "qwertyuiopasdfgh",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "minaparkminapark",
        "mina.park@seoul.example",
    ] {
        assert_eq!(fault(common), Some("accounts.password.common"), "{common}");
    }
}

#[tokio::test]
async fn bad_input_32_composed_and_decomposed_are_one_password() {
    let passwords = passwords(PasswordCost::TRIFLING);
    let composed = Password::typed("café am Fluß im März").expect("short");
    let kept = passwords.hash(composed).await.expect("a turn");
    let decomposed = Password::typed("cafe\u{301} am Fluß im Ma\u{308}rz");
    assert_eq!(passwords.is_right(decomposed, Some(&kept)).await, Ok(true));
    let other = Password::typed("cafe am Fluß im März");
    assert_eq!(passwords.is_right(other, Some(&kept)).await, Ok(false));
}

#[tokio::test]
async fn bad_input_32_a_million_characters_take_no_time() {
    let passwords = passwords(PasswordCost::TRIFLING);
    let kept =
        passwords.hash(Password::typed("anything at all").expect("short")).await.expect("a turn");
    assert!(Password::typed(&"é".repeat(1_000_000)).is_none());
    assert_eq!(passwords.is_right(None, Some(&kept)).await, Ok(false));
}

#[tokio::test]
async fn nobody_has_no_password() {
    let passwords = passwords(PasswordCost::TRIFLING);
    for guess in ["", "nobody has this password"] {
        assert_eq!(passwords.is_right(Password::typed(guess), None).await, Ok(false));
    }
    // It is compared to the end like anybody's: only what comes out is wrong.
    let nobody = phc::PasswordHash::new(passwords.nobody.phc()).expect("a hash");
    let compared = passwords.argon2.verify_password(b"a guess", &nobody);
    assert_eq!(compared, Err(argon2::password_hash::Error::PasswordInvalid));
    assert!(!passwords.is_outdated(&passwords.nobody));
}

#[tokio::test]
async fn a_hash_of_another_cost_is_told_from_todays() {
    let (cheap, dearer) = (
        passwords(PasswordCost::TRIFLING),
        passwords(PasswordCost { memory: 16, passes: 2, lanes: 1 }),
    );
    let kept = cheap.hash(Password::typed("a b c").expect("short")).await.expect("a turn");
    assert!(!cheap.is_outdated(&kept));
    assert!(dearer.is_outdated(&kept));
    assert_eq!(dearer.is_right(Password::typed("a b c"), Some(&kept)).await, Ok(true));
}

#[test]
fn the_default_cost_is_owasps() {
    let hash = passwords(PasswordCost::default()).nobody;
    assert!(hash.phc().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash:?}");
}

use std::fmt;

use object_store::aws::AwsCredential;

use super::WrongBucket;

/// The keys that a bucket is opened with. They are never shown, not by `Debug` either.
#[derive(Clone, PartialEq, Eq)]
pub struct S3Keys {
    id: String,
    secret: String,
    token: Option<String>,
}

/// What the setting that names them is called in complaints.
const SETTING: &str = "credentials";

impl S3Keys {
    /// An access key's id, its secret, and the token of a session where there is one.
    ///
    /// # Errors
    /// When one of them is empty or holds what no key does: blanks, line ends, letters other than ASCII's.
    pub fn new(id: &str, secret: &str, token: Option<&str>) -> Result<Self, WrongBucket> {
        let plain =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        let named = [("access key", Some(id)), ("secret key", Some(secret)), ("token", token)];
        for (name, text) in named {
            if text.is_some_and(|text| !plain(text)) {
                let what =
                    format!("the {name} is empty or holds blanks or letters that no key has");
                return Err(WrongBucket::new(SETTING, what));
            }
        }
        let owned = str::to_owned;
        Ok(Self { id: owned(id), secret: owned(secret), token: token.map(owned) })
    }

    /// Reads the usual form of such files: `aws_access_key_id = ...`, `aws_secret_access_key = ...` and, where there is
    /// one, `aws_session_token = ...`, each on a line, below `[default]` or without a heading. Other sections and
    /// other names are skipped.
    ///
    /// # Errors
    /// When one of the two is missing or is no key. What the file holds is not told.
    pub fn read(text: &str) -> Result<Self, WrongBucket> {
        let (mut id, mut secret, mut token, mut ours) = (None, None, None, true);
        for line in text.lines().map(str::trim) {
            if let Some(heading) = line.strip_prefix('[') {
                ours = heading.trim_end_matches(']').trim() == "default";
            }
            let Some((name, value)) = line.split_once('=').filter(|_| ours) else { continue };
            match name.trim() {
                "aws_access_key_id" => id = Some(value.trim()),
                "aws_secret_access_key" => secret = Some(value.trim()),
                "aws_session_token" => token = Some(value.trim()),
                _ => {}
            }
        }
        let missing = |name: &str| {
            let what = format!(
                "the line {name} = ... is missing (in the section [default], if there are any)"
            );
            WrongBucket::new(SETTING, what)
        };
        let id = id.ok_or_else(|| missing("aws_access_key_id"))?;
        Self::new(id, secret.ok_or_else(|| missing("aws_secret_access_key"))?, token)
    }

    pub(super) fn credential(&self) -> AwsCredential {
        AwsCredential {
            key_id: self.id.clone(),
            secret_key: self.secret.clone(),
            token: self.token.clone(),
        }
    }
}

impl fmt::Debug for S3Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("S3Keys")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_file_is_read_and_its_default_section_alone() {
        let file = "# of the site\n[other]\naws_access_key_id = no\naws_secret_access_key = no\n\n[default]\n\
            aws_access_key_id=AKID\r\n  aws_secret_access_key = s/e+c=ret== \nregion = eu\n[x]\naws_session_token = no\n";
        let read = S3Keys::read(file).unwrap();
        assert!(read == S3Keys::new("AKID", "s/e+c=ret==", None).unwrap());
        let bare = "aws_access_key_id = a\naws_secret_access_key = b\naws_session_token = c";
        assert!(S3Keys::read(bare).unwrap() == S3Keys::new("a", "b", Some("c")).unwrap());
    }

    #[test]
    fn bad_input_93_a_missing_or_strange_key_is_named_and_none_is_shown() {
        for (file, named) in [
            ("", "aws_access_key_id"),
            ("aws_access_key_id = topsecret", "aws_secret_access_key"),
            ("aws_access_key_id = topsecret\naws_secret_access_key =", "secret key"),
            ("aws_access_key_id = top secret\naws_secret_access_key = x", "access key"),
            ("aws_access_key_id = a\naws_secret_access_key = topsecr\u{e9}t", "secret key"),
        ] {
            let told = S3Keys::read(file).unwrap_err().to_string();
            assert!(told.contains(named) && !told.contains("topsec"), "{told}");
        }
        let keys = S3Keys::new("topsecret", "topsecret", Some("topsecret")).unwrap();
        assert_eq!(format!("{keys:?} {:?}", keys.credential().token), "S3Keys Some(\"topsecret\")");
    }
}

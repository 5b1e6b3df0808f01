//! Where traces go.

use clap::Args;
use http::Uri;

use super::WrongSetting;

/// Where a collector of traces takes them, below its address.
const TRACES: &str = "/v1/traces";
/// All of them, in millionths.
const ALL: u32 = 1_000_000;

/// What may stand on the command line or in the environment, and by the same names in the file, not yet checked.
#[derive(Args, Clone, Debug, Default)]
#[group(skip)]
pub(super) struct Section {
    /// Send traces to this collector by OTLP over HTTP, such as <http://127.0.0.1:4318>; without it none are made
    #[arg(long, global = true, env = "WEGO_TRACES", value_name = "URL", hide_env_values = true)]
    pub(super) traces: Option<String>,
    /// How many of the traces that begin here are sent, such as 10%; all of them without it
    #[arg(long, global = true, env = "WEGO_TRACES_SHARE", value_name = "PERCENT")]
    pub(super) traces_share: Option<String>,
}

/// Where traces go, and how many of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TracesSettings {
    /// Where they are posted to.
    pub(crate) collector: Uri,
    millionths: u32,
}

impl TracesSettings {
    /// How many of the traces that begin here are sent, above 0 and up to 1.
    #[cfg_attr(not(feature = "opentelemetry"), expect(dead_code, reason = "nothing is sent"))]
    pub(crate) fn share(&self) -> f64 {
        f64::from(self.millionths) / f64::from(ALL)
    }
}

impl Section {
    /// What the file says.
    pub(super) fn of(traces: Option<String>, traces_share: Option<String>) -> Self {
        Self { traces, traces_share }
    }

    /// This, and where it says nothing, what the file says.
    pub(super) fn or(self, file: Self) -> Self {
        Self {
            traces: self.traces.or(file.traces),
            traces_share: self.traces_share.or(file.traces_share),
        }
    }

    /// Checks it; nothing where no traces are wanted.
    ///
    /// # Errors
    /// With the setting that is wrong, and the remedy.
    pub(super) fn read(self) -> Result<Option<TracesSettings>, WrongSetting> {
        let millionths = self.traces_share.as_deref().map(share).transpose()?;
        match (self.traces, millionths) {
            (Some(url), _) => {
                let collector = collector(&url)?;
                Ok(Some(TracesSettings { collector, millionths: millionths.unwrap_or(ALL) }))
            }
            (None, None) => Ok(None),
            (None, Some(_)) => {
                let what = "says how many, and traces does not say where to; name the collector or take this away";
                Err(WrongSetting::new("traces-share", what))
            }
        }
    }
}

/// Where a collector takes traces: at a path of its own, or at the usual one.
fn collector(url: &str) -> Result<Uri, WrongSetting> {
    // The URL may hold a key, so it is not repeated.
    let wrong = |what: &str| {
        WrongSetting::new("traces", format!("{what}; write one such as http://127.0.0.1:4318"))
    };
    let parsed = url.parse::<Uri>().map_err(|_| wrong("is no URL"))?;
    let mut parts = parsed.into_parts();
    if !matches!(parts.scheme.as_ref().map(http::uri::Scheme::as_str), Some("http" | "https")) {
        return Err(wrong("begins with neither http:// nor https://"));
    }
    let authority = parts.authority.as_ref().map(http::uri::Authority::as_str).unwrap_or_default();
    if authority.contains('@') {
        return Err(wrong(
            "holds a name or a password, which go into OTEL_EXPORTER_OTLP_HEADERS in the environment",
        ));
    }
    if parts.path_and_query.as_ref().is_none_or(|path| path.as_str() == "/") {
        parts.path_and_query = Some(http::uri::PathAndQuery::from_static(TRACES));
    }
    Uri::from_parts(parts).map_err(|_| wrong("is no URL"))
}

/// A percentage, in millionths of the whole.
fn share(text: &str) -> Result<u32, WrongSetting> {
    let wrong = || {
        let what =
            format!("{text:?} is no share; write a percentage above 0 and up to 100, such as 10%");
        WrongSetting::new("traces-share", what)
    };
    let number = text.trim().strip_suffix('%').ok_or_else(wrong)?.trim_end();
    let (whole, rest) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(rest) || whole.len() > 3 || rest.len() > 4 {
        return Err(wrong());
    }
    let read = |text: &str| text.parse::<u32>().map_err(|_| wrong());
    let millionths = read(whole)? * 10_000 + read(&format!("{rest:0<4}"))?;
    if millionths == 0 || millionths > ALL { Err(wrong()) } else { Ok(millionths) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(traces: Option<&str>, share: Option<&str>) -> Result<Option<TracesSettings>, String> {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let section = Section { traces: own(traces), traces_share: own(share) };
        section.read().map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn a_collector_is_named_by_its_address_or_by_the_whole_path() {
        let posted = |url| read(Some(url), None).unwrap().unwrap().collector.to_string();
        assert_eq!(posted("http://127.0.0.1:4318"), "http://127.0.0.1:4318/v1/traces");
        assert_eq!(posted("http://127.0.0.1:4318/"), "http://127.0.0.1:4318/v1/traces");
        assert_eq!(posted("https://c.example/in/k7"), "https://c.example/in/k7");
        assert_eq!(read(None, None), Ok(None));
    }

    #[test]
    fn a_share_is_a_percentage() {
        let share =
            |text| read(Some("http://c.example"), Some(text)).map(|read| read.unwrap().millionths);
        assert_eq!(share("10%"), Ok(100_000));
        assert_eq!(share("100%"), Ok(ALL));
        assert_eq!(share("0.25 %"), Ok(2_500));
        assert_eq!(share("0.0001%"), Ok(1));
        for wrong in
            ["", "%", "10", "0%", "0.0%", "100.1%", "-1%", "1e2%", "0.00001%", "1,5%", "٣%"]
        {
            let line = share(wrong).unwrap_err();
            assert!(line.starts_with("setting traces-share: "), "{line}");
        }
    }

    #[test]
    fn what_is_no_collector_is_named_without_repeating_what_may_be_a_secret() {
        for wrong in
            ["", "hunter2", "ftp://hunter2", "/hunter2", "http://a:hunter2@c.example", "http://"]
        {
            let line = read(Some(wrong), None).unwrap_err();
            assert!(line.starts_with("setting traces: "), "{wrong}: {line}");
            assert!(!line.contains("hunter2") && line.contains("http://127.0.0.1:4318"), "{line}");
        }
        let line = read(None, Some("5%")).unwrap_err();
        assert!(line.starts_with("setting traces-share: "), "{line}");
    }
}

//! What a block compiles in: its templates and its words.

/// The templates of a block, by name, compiled in from `../templates/` beside the file that calls this.
///
/// ```text
/// const TEMPLATES: &[(&str, &str)] = eframe_core::templates!("parking/list.html" "parking/permit.html");
/// ```
#[macro_export]
macro_rules! templates {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("../templates/", $name)))),*] };
}

/// The words of a block in all seven languages, compiled in from `../messages/` beside the file that calls this, and from
/// the folders below it that are named.
///
/// ```text
/// messages: eframe_core::messages!("" "desk/"),
/// ```
#[macro_export]
macro_rules! messages {
    (@of $language:literal $($folder:literal)*) => {
        concat!($(include_str!(concat!("../messages/", $folder, $language, ".ftl"))),*)
    };
    ($($folder:literal)+) => {
        &[
            ($crate::Language::EN, $crate::messages!(@of "en" $($folder)+)),
            ($crate::Language::KO, $crate::messages!(@of "ko" $($folder)+)),
            ($crate::Language::RU, $crate::messages!(@of "ru" $($folder)+)),
            ($crate::Language::ZH, $crate::messages!(@of "zh" $($folder)+)),
            ($crate::Language::ES, $crate::messages!(@of "es" $($folder)+)),
            ($crate::Language::FR, $crate::messages!(@of "fr" $($folder)+)),
            ($crate::Language::AR, $crate::messages!(@of "ar" $($folder)+)),
        ]
    };
}

//! What has to hold of modules before anything is planned with them. Every fault is found, not only the first.

use std::collections::{HashMap, HashSet};

use super::{Built, Modules};
use crate::data::Code;
use crate::document::{Id, Localized, Module, ModuleList, is_language};
use crate::fault::{Fault, What};
use crate::instrument::{Instrument, Lines};
use crate::layout::{Column, Layout};

/// The most a cost or an effort can be: beyond it sums lose their cents.
const MOST_FIGURE: f64 = 1e12;
/// The most months a module can take.
const MOST_MONTHS: u32 = 240;
/// The most modules that one needs, and the most answers that it raises.
const MOST_LISTED: usize = 1_000;
/// The most answers that all modules raise together.
const MOST_RAISES: usize = 10_000;

struct Check<'a> {
    list: &'a ModuleList,
    lines: &'a Lines,
    layout: &'a Layout,
    places: HashMap<&'a str, usize>,
    faults: Vec<Fault>,
}

/// The modules with places for names, and their order, when nothing is wrong with them.
pub(super) fn check(
    instrument: &Instrument,
    list: &ModuleList,
    lines: &Lines,
) -> Result<(Vec<Built>, Vec<usize>), Vec<Fault>> {
    let layout = instrument.layout();
    let (places, faults) = (HashMap::new(), Vec::new());
    let mut check = Check { list, lines, layout: &layout, places, faults };
    check.head(instrument);
    let raises: usize = list.modules.iter().map(|module| module.raises.len()).sum();
    if raises > MOST_RAISES {
        let what = What::TooMany { parts: "raises", count: raises, most: MOST_RAISES };
        check.whole("module", what);
        return Err(check.faults);
    }
    if check.list.modules.len() > Modules::MOST {
        let (count, most) = (check.list.modules.len(), Modules::MOST);
        check.whole("module", What::TooMany { parts: "modules", count, most });
        return Err(check.faults);
    }
    for (place, module) in list.modules.iter().enumerate() {
        if check.places.insert(module.id.as_str(), place).is_some() {
            check.fault(place, What::Taken(module.id.to_string()));
        }
    }
    let built = list.modules.iter().enumerate();
    let built: Vec<_> = built.map(|(place, module)| check.module(place, module)).collect();
    let order = check.order(&built);
    if check.faults.is_empty() { Ok((built, order)) } else { Err(check.faults) }
}

impl<'a> Check<'a> {
    fn whole(&mut self, member: &str, what: What) {
        let at = self.lines.at(member, None, None);
        self.faults.push(Fault::new(at, member.to_owned(), what));
    }

    fn fault(&mut self, place: usize, what: What) {
        let at = self.lines.at("module", Some(place), what.member());
        let place = format!("module {:?}", self.list.modules[place].id.as_str());
        self.faults.push(Fault::new(at, place, what));
    }

    /// What stands before the modules.
    fn head(&mut self, instrument: &Instrument) {
        let (list, document) = (self.list, instrument.document());
        if list.format != 1 {
            self.whole("format", What::Format(list.format));
        }
        let same = [
            ("instrument", list.instrument.as_str(), document.id.as_str()),
            ("edition", list.edition.as_str(), document.edition.as_str()),
        ];
        for (option, found, expected) in same {
            if found != expected {
                let (found, expected) = (found.to_owned(), expected.to_owned());
                self.whole(option, What::OtherInstrument { found, expected });
            }
        }
        if !is_language(&list.language) {
            self.whole("language", What::Language(list.language.clone()));
        }
        let untranslated = self.texts(&[("name", &list.name, true), ("text", &list.text, false)]);
        untranslated.into_iter().for_each(|what| self.whole("name", what));
        let units = [
            ("units.cost", &list.units.cost, false),
            ("units.effort", &list.units.effort, false),
            ("units.months", &list.units.months, false),
        ];
        self.texts(&units).into_iter().for_each(|what| self.whole("units", what));
    }

    /// What is wrong with texts, some of which have to be there.
    fn texts(&self, texts: &[(&'static str, &Localized, bool)]) -> Vec<What> {
        let mut found = Vec::new();
        let language = &self.list.language;
        for (name, text, needed) in texts {
            let strange = text.iter().map(|(code, _)| code).filter(|code| !is_language(code));
            found.extend(strange.map(|code| What::Language(code.to_owned())));
            if (*needed || !text.is_empty()) && text.get(language).is_none() {
                found.push(What::Untranslated { text: name, language: language.clone() });
            }
        }
        found
    }

    fn module(&mut self, place: usize, module: &'a Module) -> Built {
        for (option, figure) in [("cost", module.cost), ("effort", module.effort)] {
            if !(0.0..=MOST_FIGURE).contains(&figure.get()) {
                let (value, range) = (figure.to_string(), "from 0 to 1000000000000");
                self.fault(place, What::Range { option, value, range });
            }
        }
        if module.months > MOST_MONTHS {
            let (value, range) = (module.months.to_string(), "from 0 to 240");
            self.fault(place, What::Range { option: "months", value, range });
        }
        let wrong = self.texts(&[("name", &module.name, true), ("text", &module.text, false)]);
        wrong.into_iter().for_each(|what| self.fault(place, what));
        for (parts, count) in [("needs", module.needs.len()), ("raises", module.raises.len())] {
            if count > MOST_LISTED {
                self.fault(place, What::TooMany { parts, count, most: MOST_LISTED });
            }
        }
        Built { needs: self.needs(place, module), raises: self.raises(place, module) }
    }

    fn needs(&mut self, place: usize, module: &Module) -> Vec<usize> {
        let mut needs = Vec::new();
        for need in &module.needs {
            match self.places.get(need.as_str()).copied() {
                None => {
                    let (option, name, kind) = ("needs", need.to_string(), "module");
                    self.fault(place, What::Unknown { option, name, kind });
                }
                Some(other) if needs.contains(&other) => {
                    self.fault(place, What::Twice { option: "needs", name: need.to_string() });
                }
                Some(other) => needs.push(other),
            }
        }
        needs
    }

    fn raises(&mut self, place: usize, module: &Module) -> Vec<(usize, Code)> {
        let mut raises = Vec::new();
        let mut seen = HashSet::new();
        for raise in &module.raises {
            let name = raise.question.clone();
            if !seen.insert(&raise.question) {
                self.fault(place, What::Twice { option: "raises.question", name });
                continue;
            }
            let Some(Column::Answer(column)) = self.layout.columns.get(&name).copied() else {
                let (option, kind) = ("raises.question", "question, or part of one,");
                self.fault(place, What::NotOfInstrument { option, name, kind });
                continue;
            };
            let answers = &self.layout.answers[column].answers;
            let code = answers.iter().position(|(id, _)| *id == raise.to);
            match code.and_then(|code| Code::try_from(code).ok()) {
                Some(code) => raises.push((column, code)),
                None => {
                    let (option, name) = ("raises.to", raise.to.to_string());
                    let kind = "answer to that question";
                    self.fault(place, What::NotOfInstrument { option, name, kind });
                }
            }
        }
        raises
    }

    /// Places, each after everything it needs; circles are faults, named by the way round.
    fn order(&mut self, built: &[Built]) -> Vec<usize> {
        let mut order = Vec::with_capacity(built.len());
        let mut placed = vec![false; built.len()];
        // One pass places a chain as long as it stands in its order; every pass places one at least, or none is left that can be.
        loop {
            let before = order.len();
            for (place, module) in built.iter().enumerate() {
                if !placed[place] && module.needs.iter().all(|need| placed[*need]) {
                    placed[place] = true;
                    order.push(place);
                }
            }
            if order.len() == before {
                break;
            }
        }
        self.circles(built, placed);
        order
    }

    fn circles(&mut self, built: &[Built], mut placed: Vec<bool>) {
        while let Some(start) = placed.iter().position(|placed| !placed) {
            let mut way = vec![start];
            let from = loop {
                let last = way[way.len() - 1];
                // Whatever is left needs something that is left, or leads to where another circle was.
                let Some(next) = built[last].needs.iter().find(|need| !placed[**need]) else {
                    break None;
                };
                if let Some(from) = way.iter().position(|place| place == next) {
                    break Some(from);
                }
                way.push(*next);
            };
            way.iter().for_each(|place| placed[*place] = true);
            let Some(from) = from else { continue };
            let circle = way[from..].iter().chain([&way[from]]);
            let names: Vec<&str> = circle.map(|place| self.id(*place).as_str()).collect();
            let what = What::Circle { option: "needs", way: names.join(" > ") };
            self.fault(way[from], what);
        }
    }

    fn id(&self, place: usize) -> &'a Id {
        &self.list.modules[place].id
    }
}

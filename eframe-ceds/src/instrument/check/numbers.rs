//! Numbers and methods: ranges, and what a method needs beside it.

use super::{Check, Kind, Place};
use crate::document::{FactKind, Goalposts, Indicator, Number};
use crate::fault::What;
use crate::instrument::methods::{IndicatorMethods, NodeMethods};
use crate::instrument::tree::Tree;
use crate::method::{Impute, Missing, Normalise, Transform, Treat};

/// The most minutes that anything takes: a month of work.
const MOST_MINUTES: f64 = 10_000.0;

impl Check<'_> {
    /// The methods of every node and indicator, as they hold in the end.
    pub(super) fn numbers(&mut self, tree: &Tree) {
        let document = self.document;
        let share = "between 0 and 1";
        self.between(Place::table("screen"), "screen.present", document.screen.present, share);
        self.between(Place::table("screen"), "screen.nonzero", document.screen.nonzero, share);
        for (place, node) in document.nodes.iter().enumerate() {
            let at = Place::part("node", place, &node.id);
            let methods = NodeMethods::of(document, node, tree.depth[place]);
            if let Missing::Skip { present, .. } = methods.missing {
                self.between(at, "missing.present", present, share);
            }
            self.normalise(at, &methods.normalise, None);
            if let Some(ladder) = &methods.ladder {
                self.ladder_is_there(at, ladder);
            }
        }
        for (place, indicator) in document.indicators.iter().enumerate() {
            let at = Place::part("indicator", place, &indicator.id);
            self.indicator(at, indicator);
        }
        self.minutes(Place::table("questions"), document.question_rules.minutes);
        for (place, node) in document.nodes.iter().enumerate() {
            self.minutes(Place::part("node", place, &node.id), node.minutes);
        }
        for (place, question) in document.questions.iter().enumerate() {
            self.minutes(Place::part("question", place, &question.id), question.minutes);
        }
    }

    fn minutes(&mut self, at: Place<'_>, minutes: Option<Number>) {
        let Some(minutes) = minutes else { return };
        let right = (0.0..=MOST_MINUTES).contains(&minutes.get());
        let (value, range) = (minutes.to_string(), "from 0 to 10000");
        self.need(right, at, || What::Range { option: "minutes", value, range });
    }

    fn between(&mut self, at: Place<'_>, option: &'static str, value: Number, range: &'static str) {
        let right = (0.0..=1.0).contains(&value.get());
        self.need(right, at, || What::Range { option, value: value.to_string(), range });
    }

    fn indicator(&mut self, at: Place<'_>, indicator: &Indicator) {
        let methods = IndicatorMethods::of(self.document, indicator);
        for (option, ends) in [("within", indicator.within), ("goalposts", indicator.goalposts)] {
            if let Some(Goalposts { low, high }) = ends {
                self.need(low < high, at, || What::Order(option));
            }
        }
        self.normalise(at, &methods.normalise, Some(indicator));
        self.fixed_values(at, indicator, &methods.transform);
        self.treat(at, &methods.treat);
        if let Impute::GroupMean { by } | Impute::GroupMedian { by } = &methods.impute
            && !self.document.peers.iter().any(|peers| peers.id.as_str() == by)
        {
            self.unknown(at, "impute.by", by, "peers");
        }
        if let Impute::Em { rounds, tolerance } = &methods.impute {
            self.need((1..=10_000).contains(rounds), at, || What::Range {
                option: "impute.rounds",
                value: rounds.to_string(),
                range: "from 1 to 10000",
            });
            self.need(tolerance.get() > 0.0, at, || What::Range {
                option: "impute.tolerance",
                value: tolerance.to_string(),
                range: "above 0",
            });
        }
        if let Some(denominator) = &indicator.denominator {
            let number = match self.kinds.get(denominator.as_str()) {
                Some(Kind::Fact(fact)) => self.document.facts[*fact].kind == FactKind::Number,
                _ => false,
            };
            if !number {
                self.unknown(at, "denominator", denominator.as_str(), "fact that is a number");
            }
        }
        let needless = indicator.per.is_some() && indicator.denominator.is_none();
        self.need(!needless, at, || What::Needs { option: "per", needs: "`denominator`" });
        self.need(indicator.per.is_none_or(|per| per.get() > 0.0), at, || What::Range {
            option: "per",
            value: indicator.per.unwrap_or_default().to_string(),
            range: "above 0",
        });
    }

    fn normalise(&mut self, at: Place<'_>, normalise: &Normalise, leaf: Option<&Indicator>) {
        let rising = match normalise {
            Normalise::MinMax { low, high } | Normalise::Goalposts { low, high, .. } => low < high,
            Normalise::Scaled { from, to, low, high } => from < to && low < high,
            Normalise::Bands { from, .. } => from.windows(2).all(|pair| pair[0] < pair[1]),
            Normalise::ZScore { sd, .. } => sd.get() > 0.0,
            _ => true,
        };
        self.need(rising, at, || What::Order("normalise"));
        if let Normalise::Bands { from, scores } = normalise {
            self.need(scores.len() == from.len() + 1, at, || What::Needs {
                option: "normalise.scores",
                needs: "one number more than `normalise.from`",
            });
        }
        if matches!(normalise, Normalise::Goalposts { .. }) {
            let there = leaf.is_some_and(|leaf| leaf.goalposts.is_some());
            self.need(there, at, || What::Needs {
                option: "normalise",
                needs: "`goalposts`, on an indicator",
            });
        }
        if matches!(normalise, Normalise::Target { .. }) {
            let there = leaf.is_some_and(|leaf| leaf.target.is_some());
            self.need(there, at, || What::Needs {
                option: "normalise",
                needs: "`target`, on an indicator",
            });
        }
    }

    /// Goalposts and target have to be in the domain of the transform.
    fn fixed_values(&mut self, at: Place<'_>, indicator: &Indicator, transform: &Transform) {
        let posts = indicator.goalposts.map(|posts| [posts.low, posts.high]);
        let all = posts.into_iter().flatten().map(|value| ("goalposts", value));
        let all = all.chain(indicator.target.map(|value| ("target", value)));
        for (option, value) in all {
            self.need(transform.apply(value.get()).is_some(), at, || What::Range {
                option,
                value: value.to_string(),
                range: "where `transform` has a value",
            });
        }
    }

    fn treat(&mut self, at: Place<'_>, treat: &Treat) {
        match treat {
            Treat::Percentiles { low, high } => {
                let share = "between 0 and 1";
                self.between(at, "treat.low", *low, share);
                self.between(at, "treat.high", *high, share);
                self.need(low < high, at, || What::Order("treat"));
            }
            Treat::Winsorise { skew, .. }
            | Treat::Log { skew, .. }
            | Treat::BoxCox { skew, .. } => {
                self.need(skew.get() >= 0.0, at, || What::Range {
                    option: "treat.skew",
                    value: skew.to_string(),
                    range: "0 or more",
                });
            }
            Treat::None {} => {}
        }
    }
}

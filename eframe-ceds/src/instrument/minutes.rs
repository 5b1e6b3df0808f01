use super::{Child, Instrument};

impl Instrument {
    /// How many minutes the questions below a node take together, about: what the node says, else the sum of what stands below it. None where
    /// nothing is said, or there is no such node.
    ///
    /// Conditions are taken as met: a unit to which less applies needs less.
    pub fn minutes(&self, node: &str) -> Option<f64> {
        let place = self.document.nodes.iter().position(|other| other.id.as_str() == node)?;
        self.minutes_below(place)
    }

    /// The minutes of the whole.
    pub fn all_minutes(&self) -> Option<f64> {
        let tops = self.tree.tops.iter();
        tops.filter_map(|top| self.minutes_below(*top)).reduce(|sum, minutes| sum + minutes)
    }

    fn minutes_below(&self, node: usize) -> Option<f64> {
        if let Some(minutes) = self.document.nodes[node].minutes {
            return Some(minutes.get());
        }
        let each = self.tree.children[node].iter().filter_map(|child| match child {
            Child::Node(node) => self.minutes_below(*node),
            Child::Question(question) => {
                let own = self.document.questions[*question].minutes;
                own.or(self.document.question_rules.minutes).map(|minutes| minutes.get())
            }
            Child::Indicator(_) => None,
        });
        each.reduce(|sum, minutes| sum + minutes)
    }
}

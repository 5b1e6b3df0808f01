use std::fmt;

use minijinja::Value;
use minijinja::value::Serde;

use super::{Presentation, RenderError};
use crate::Language;
use crate::frame::{Area, Frame, FrameAsk};
use crate::template::Template;

/// A template of a bundle with its samples, so that it can be tried without knowing its type: by the block's test, and at the
/// start of a host that brings templates of its own.
#[derive(Clone, Copy)]
pub struct Proof {
    pub(super) name: &'static str,
    samples: fn() -> Vec<Value>,
}

impl Proof {
    /// The template of this context.
    #[must_use]
    pub const fn of<T: Template>() -> Self {
        Self { name: T::NAME, samples: samples::<T> }
    }

    /// Whether only the desk's languages need it.
    pub(super) fn is_desk(&self) -> bool {
        super::is_of_the_desk(self.name)
    }

    #[cfg(any(test, feature = "test-util"))]
    pub(super) fn has_samples(&self) -> bool {
        !(self.samples)().is_empty()
    }

    /// Renders every sample in each of these frames.
    pub(super) fn render(
        &self,
        presentation: &Presentation,
        language: Language,
        frames: &[Frame],
    ) -> Result<(), RenderError> {
        for page in (self.samples)() {
            for frame in frames {
                let frame = Value::from(Serde(frame));
                let context = minijinja::context! { frame, page => page.clone(), once => "" };
                presentation.render(language, self.name, context)?;
            }
        }
        Ok(())
    }

    /// What a page of this kind asks its frame for.
    pub(super) fn ask(&self, language: Language) -> FrameAsk {
        let area = if self.is_desk() { Area::Desk } else { Area::Public };
        let alternates = Language::ALL.map(|of| (of, format!("/{of}/here")));
        FrameAsk::new(language, area, "A title", "/en/here")
            .description("What it is")
            .alternates(alternates)
    }
}

fn samples<T: Template>() -> Vec<Value> {
    T::samples().iter().map(|sample| Value::from(Serde(sample))).collect()
}

impl fmt::Debug for Proof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Proof({})", self.name)
    }
}

use eframe_core::{OrganisationId, Subject};

/// An organisation on whose behalf people act: a city, a secretariat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id, which other blocks may know it by as well.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

impl Organisation {
    /// How audit entries name it.
    pub fn subject(&self) -> Subject {
        Subject::of("accounts.organisation", self.id.uuid())
    }
}

//! Naming a member in a form: by its number or a part of its name; where several fit, the few to choose from. The
//! register may have ten thousand members, so that no list has them all.

use eframe_core::FieldErrors;
use eframe_core::form::{Choice, Field, Fields, Posted};

use crate::model::MemberId;
use crate::seat::Seat;
use crate::store::MemberRow;
use crate::{Error, Wanted};

/// So many are offered to choose from.
const FEW: usize = 20;

/// Where its number or a part of its name is written.
pub(super) const SAID: &str = "member";
/// Where one of several is chosen.
pub(super) const CHOSEN: &str = "chosen";

/// The members of the register that what was written fits.
pub(super) struct Fits {
    said: String,
    rows: Vec<MemberRow>,
    /// Whether more fit than are offered.
    more: bool,
}

impl Fits {
    /// Looks for them; nothing written fits nobody.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub(super) async fn of(seat: &Seat, said: &str) -> Result<Self, Error> {
        let said = said.trim().to_owned();
        let mut rows = Vec::new();
        if !said.is_empty() {
            let wanted = Wanted { words: Some(said.clone()), ..Wanted::default() };
            rows = seat.membership.register(&wanted, None, FEW as u64 + 1).await?;
        }
        let more = rows.len() > FEW;
        rows.truncate(FEW);
        Ok(Self { said, rows, more })
    }

    /// The one that is meant: the only one that fits, or the one of them that was chosen.
    ///
    /// # Errors
    /// What to write or to choose instead.
    pub(super) fn one(&self, posted: &Posted) -> Result<MemberId, FieldErrors> {
        let chosen = posted.one(CHOSEN).parse::<MemberId>().ok();
        let among = self.rows.iter().find(|row| Some(row.id) == chosen);
        match (among, self.rows.as_slice()) {
            (Some(row), _) | (None, [row]) => Ok(row.id),
            (None, []) if self.said.is_empty() => {
                Err(FieldErrors::one(SAID, "membership.desk.whom.empty"))
            }
            (None, []) => Err(FieldErrors::one(SAID, "membership.desk.whom.none")),
            (None, _) if self.more => {
                let mut errors = FieldErrors::new();
                let few = vec![("few", FEW.to_string())];
                errors.add_with(SAID, "membership.desk.whom.many", few);
                Err(errors)
            }
            (None, _) => Err(FieldErrors::one(CHOSEN, "membership.desk.whom.several")),
        }
    }

    /// Those to choose from, where several fit.
    fn choices(self, seat: &Seat) -> Vec<Choice> {
        if self.rows.len() < 2 {
            return Vec::new();
        }
        let told = |row: MemberRow| {
            let country = seat.words.country(row.country);
            let number = row.number.unwrap_or_default();
            Choice::new(row.id.to_string(), row.name).hint(format!("{number} · {country}"))
        };
        self.rows.into_iter().map(told).collect()
    }
}

/// Those to choose from for what a form holds, where it fits several.
///
/// # Errors
/// When the database can't be asked.
pub(super) async fn offered(seat: &Seat, form: &Fields) -> Result<Vec<Choice>, Error> {
    Ok(Fits::of(seat, form.value(SAID)).await?.choices(seat))
}

/// The fields that ask for a member.
///
/// # Errors
/// When the database can't be asked.
pub(super) async fn fields(
    seat: &Seat,
    form: &Fields,
    label: &str,
    hint: &str,
) -> Result<Vec<Field>, Error> {
    let mut fields = vec![Field::text(SAID, seat.say(label)).hint(seat.say(hint))];
    let offered = offered(seat, form).await?;
    if !offered.is_empty() {
        fields.push(Field::radios(CHOSEN, seat.say("membership.desk.whom.which"), offered));
    }
    Ok(fields)
}

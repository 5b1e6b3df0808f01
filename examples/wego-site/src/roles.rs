//! What the site calls its people, and what each may do.

use eframe_accounts::model::{Role, Roles};
use eframe_accounts::permission as accounts;
use eframe_ceds::permission as ceds;
use eframe_cms::permission::{APPROVE, EDIT, MENU, MOVE, PUBLISH};
use eframe_core::Permission;
use eframe_core::outbox::RETRY;
use eframe_core::personal;
use eframe_membership::permission as membership;
use eframe_newsletter::permission as newsletter;
use eframe_webhooks::permission as webhooks;

/// Whoever acts for a city holds a role for it alone: officers fill in and bring their colleagues, and whoever sits on
/// the committee for it votes. Nobody votes for a city by running the site, so the administrator does not either. The
/// Secretariat brings people to cities, and gives nobody a role of the site. What a city says of itself the city says:
/// nobody else answers or leads its assessments, whoever runs the site.
pub(crate) fn roles() -> Roles {
    let of_the_membership = || membership::ALL.into_iter().filter(|one| *one != membership::VOTE);
    let all: Vec<Permission> = accounts::ALL
        .iter()
        .copied()
        .chain(eframe_cms::permission::ALL)
        .chain(of_the_membership())
        .chain(OF_ROUNDS)
        .chain(newsletter::ALL)
        .chain(webhooks::ALL)
        .chain(personal::ALL.iter().copied())
        .chain([RETRY])
        .collect();
    let content = [EDIT, APPROVE, PUBLISH, MOVE, MENU];
    let secretariat: Vec<Permission> = [RETRY, accounts::READ, accounts::INVITE_TO_ORGANISATIONS]
        .into_iter()
        .chain(content)
        .chain(of_the_membership())
        .chain(OF_ROUNDS)
        .chain(newsletter::ALL)
        .collect();
    Roles::new(Role::everywhere("administrator", &all))
        .with(Role::everywhere("secretariat", &secretariat))
        .with(Role::everywhere("editor", &[EDIT, PUBLISH, MOVE, MENU]))
        .with(Role::everywhere("reviewer", &[EDIT, APPROVE, PUBLISH]))
        .with(Role::everywhere("reader", &[]))
        .with(Role::of_an_organisation("committee", &[membership::VOTE]))
        .with(Role::of_an_organisation(
            OFFICER,
            &[membership::APPLY, accounts::READ, accounts::INVITE, ceds::LEAD, ceds::ANSWER],
        ))
        .with(Role::of_an_organisation(COLLEAGUE, &[ceds::ANSWER]))
}

/// The same, with a second factor asked for by the roles of these names.
pub(crate) fn asking(second_factor: &[String]) -> Roles {
    let all = roles();
    let asked = second_factor.iter().filter_map(|name| all.get(name)).cloned().collect::<Vec<_>>();
    asked.into_iter().map(Role::with_second_factor).fold(all, Roles::with)
}

/// What those who run the rounds of the diagnosis may.
const OF_ROUNDS: [Permission; 3] = [ceds::READ, ceds::REVIEW, ceds::ROUNDS];

/// The role of whoever acts for a city: the first of its people gets it when the city begins its application.
pub(crate) const OFFICER: &str = "officer";

/// The role of whoever helps a city to answer its assessment.
pub(crate) const COLLEAGUE: &str = "colleague";

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Vec<Permission> {
        roles().get(name).expect("there is such a role").permissions().to_vec()
    }

    #[test]
    fn every_permission_of_the_blocks_is_somebodys() {
        let all = accounts::ALL
            .iter()
            .chain(&eframe_cms::permission::ALL)
            .chain(&membership::ALL)
            .chain(&ceds::ALL)
            .chain(&newsletter::ALL)
            .chain(&webhooks::ALL)
            .chain(personal::ALL)
            .chain([&RETRY]);
        let roles = ["administrator", "committee", OFFICER].map(of);
        for permission in all {
            let held = roles.iter().any(|role| role.contains(permission));
            assert!(held, "{permission} is nobody's");
        }
    }

    #[test]
    fn what_every_permission_allows_is_said_in_every_language() {
        let words = eframe_core::Presentation::builder()
            .bundle(eframe_accounts::bundle())
            .bundle(eframe_cms::bundle())
            .bundle(eframe_membership::bundle())
            .bundle(eframe_ceds::bundle())
            .bundle(eframe_newsletter::bundle())
            .bundle(eframe_webhooks::bundle())
            .build()
            .expect("a presentation");
        let all = roles();
        for permission in all.iter().flat_map(Role::permissions) {
            for language in eframe_core::Language::ALL {
                let said = words.allows(language, permission.name());
                assert!(said.is_some(), "{permission} in {language}");
            }
        }
    }

    #[test]
    fn a_vote_is_cast_for_a_city_alone() {
        let with_it = roles();
        let with_it = with_it.iter().filter(|role| role.permissions().contains(&membership::VOTE));
        let names: Vec<_> = with_it.map(|role| (role.name().to_owned(), role.reach())).collect();
        let reach = eframe_accounts::model::Reach::Organisation;
        assert_eq!(names, [("committee".to_owned(), reach)]);
    }

    #[test]
    fn the_secretariat_brings_people_to_organisations_alone() {
        let of_accounts: Vec<_> =
            of("secretariat").into_iter().filter(|one| accounts::ALL.contains(one)).collect();
        assert_eq!(of_accounts, [accounts::READ, accounts::INVITE_TO_ORGANISATIONS]);
    }

    #[test]
    fn whoever_reviews_content_is_not_whoever_edits_menus() {
        assert!(of("reviewer").contains(&APPROVE) && !of("editor").contains(&APPROVE));
    }
}

use eframe_core::Version;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::table::menu;
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{Menu, MenuId, Slug};

impl Store {
    /// The menu of this name, if it was ever set.
    pub(crate) async fn menu(&self, name: &Slug) -> Result<Option<Menu>, Error> {
        let named = menu::Entity::find().filter(menu::Column::Name.eq(name.as_str()));
        named.one(self.read()).await.map_err(failed)?.map(Menu::try_from).transpose()
    }

    /// Every menu, by name.
    pub(crate) async fn menus(&self) -> Result<Vec<Menu>, Error> {
        let all = menu::Entity::find().order_by_asc(menu::Column::Name).all(self.read()).await;
        all.map_err(failed)?.into_iter().map(Menu::try_from).collect()
    }
}

impl TryFrom<menu::Model> for Menu {
    type Error = Error;

    fn try_from(row: menu::Model) -> Result<Self, Error> {
        Ok(Self {
            id: MenuId::new(row.id),
            name: row.name.parse().map_err(damaged)?,
            version: Version::new(row.version),
            entries: serde_json::from_value(row.entries).map_err(damaged)?,
        })
    }
}

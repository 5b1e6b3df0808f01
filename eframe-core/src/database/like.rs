use sea_orm::sea_query::LikeExpr;

/// A pattern for `LIKE` that finds whatever these words stand in. Marks that mean something in a pattern stand for themselves.
#[must_use]
pub fn containing(words: &str) -> LikeExpr {
    LikeExpr::new(pattern(words)).escape('\\')
}

/// The same as a text, with a backslash before each mark: PostgreSQL takes one for that anyway, also in `ILIKE`.
pub(crate) fn pattern(words: &str) -> String {
    let plain = words.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    format!("%{plain}%")
}

#[cfg(test)]
mod tests {
    use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SqliteQueryBuilder};

    use super::*;

    #[test]
    fn marks_of_a_pattern_stand_for_themselves() {
        let found = Expr::col("name").like(containing(r"50%_\"));
        let sql = Query::select().expr(found).to_string(SqliteQueryBuilder);
        assert_eq!(sql, r#"SELECT "name" LIKE '%50\%\_\\%' ESCAPE '\'"#);
    }
}

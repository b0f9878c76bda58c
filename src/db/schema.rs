//! The schema as text for people: `migrations/schema.sql` is made from this and tested equal.

use rusqlite::Connection;

use super::{Kind, migrate::apply};
use crate::error::Result;

/// The newest schema of a kind of file, in the order its parts were made.
pub fn schema_sql(kind: Kind) -> Result<String> {
    let mut connection = Connection::open_in_memory()?;
    apply(&mut connection, kind.migrations()).map_err(crate::error::Error::internal)?;
    dump(&connection)
}

pub(super) fn dump(connection: &Connection) -> Result<String> {
    // Shadow tables of a full-text index are the index's own business.
    let mut statement = connection.prepare(
        "select sql from sqlite_schema s
         where sql is not null and name not like 'sqlite!_%' escape '!'
           and not exists (select 1 from sqlite_schema v where v.sql like 'create virtual table%'
             and s.name in (v.name || '_data', v.name || '_idx', v.name || '_content', v.name || '_docsize', v.name || '_config'))
         order by rowid",
    )?;
    let parts: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(parts
        .iter()
        .map(|sql| format!("{sql};\n"))
        .collect::<Vec<_>>()
        .join("\n"))
}

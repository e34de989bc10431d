//! What SQLite complains of, in words that say what to do.

use crate::Error;
use rusqlite::ErrorCode;

/// An error of SQLite's, told of a store.
pub(super) fn told(name: &str) -> impl Fn(rusqlite::Error) -> Error + '_ {
    move |e| {
        let what = match e.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                "another program is writing to this store: try again when it is done".to_owned()
            }
            Some(ErrorCode::NotADatabase) => "not a store: expected a file that newsgraph add made".to_owned(),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                "this store may only be read: make the file and its folder writable, or work on a copy".to_owned()
            }
            Some(ErrorCode::CannotOpen) => {
                "the store cannot be opened: check that the folder exists, and that you may read and write in it".to_owned()
            }
            Some(ErrorCode::DiskFull) => {
                "no room left for this store: what was committed before is kept; make room and run the same command again"
                    .to_owned()
            }
            Some(ErrorCode::DatabaseCorrupt) => {
                format!("the store is damaged ({e}): restore a copy, or add the articles to a new one")
            }
            _ => format!("the store cannot be used: {e}"),
        };
        Error::new(what).in_file(name).caused_by(e)
    }
}

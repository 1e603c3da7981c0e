//! The first start: a workspace and its administrator.

use causeway_core::{
    StaffId, WorkspaceId,
    staff::{Name, Role, parse_email},
};
use causeway_store::{NewStaff, NewWorkspace, StoreError};

use crate::{
    App,
    credentials::{self, Password, PasswordError, PasswordRefusal},
};

/// The form of the first start.
#[derive(Clone, Debug)]
pub struct FirstStart {
    /// Name of the business, 1 to 60 characters.
    pub workspace_name: String,
    /// The administrator's e-mail address, in lower case.
    pub email: String,
    pub password: Password,
    pub name: Name,
    /// IANA name of the administrator's time zone.
    pub time_zone: String,
}

/// The ids that the first start created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First {
    pub workspace_id: WorkspaceId,
    pub staff_id: StaffId,
}

/// Why the first administrator could not be added.
#[derive(Debug, thiserror::Error)]
pub enum BootstrapError {
    /// The e-mail address is invalid.
    #[error("the administrator's e-mail address is invalid: {0}")]
    Email(String),
    /// The password is too short or too long.
    #[error("the administrator's password is invalid: {0}")]
    Password(#[from] PasswordRefusal),
    /// The password could not be hashed.
    #[error(transparent)]
    Hash(#[from] PasswordError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Creates the first workspace with its administrator, unless there is a workspace already.
pub async fn create_first(app: &App, start: FirstStart) -> Result<Option<First>, BootstrapError> {
    let password_hash = credentials::hash(start.password).await?;
    let mut moment = app.moment();
    let first = First {
        workspace_id: moment.id(),
        staff_id: moment.id(),
    };
    let administrator = NewStaff {
        id: first.staff_id,
        email: start.email,
        name: start.name,
        role: Role::Administrator,
        password_hash,
        time_zone: start.time_zone,
        group_ids: Vec::new(),
    };
    let workspace = NewWorkspace {
        id: first.workspace_id,
        name: start.workspace_name,
    };
    let created = app
        .store
        .create_first(workspace, administrator, moment.now())
        .await?;
    Ok(created.then_some(first))
}

/// Creates a workspace with an administrator who signs in with these credentials, unless there is a
/// workspace already. Returns what it created.
pub async fn ensure_administrator(
    app: &App,
    email: &str,
    password: &str,
) -> Result<Option<First>, BootstrapError> {
    if app.store.is_set_up().await? {
        return Ok(None);
    }
    let start = FirstStart {
        workspace_name: "My workspace".to_owned(),
        email: parse_email(email).ok_or_else(|| BootstrapError::Email(email.to_owned()))?,
        password: Password::parse(password)?,
        name: Name {
            first: "Administrator".to_owned(),
            last: String::new(),
        },
        time_zone: "UTC".to_owned(),
    };
    create_first(app, start).await
}

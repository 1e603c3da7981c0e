//! What an API token may be used for. Beside that it may do what the person may who made it.

use std::fmt;

macro_rules! areas {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)+) => {
        /// A part of the management API: the first word of its paths, but for [`Area::Access`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Area { $($(#[$doc])* $variant,)+ }

        impl Area {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in paths and in scopes.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

areas! {
    /// Enquiries and their conversations.
    Enquiries = "enquiries";
    /// Visitors.
    Visitors = "visitors";
    /// What messages carry beside text.
    Files = "files";
    /// Channels and their routing.
    Channels = "channels";
    /// Routing rules of channels that are not there yet.
    Routing = "routing";
    /// Sources, with their credentials.
    Sources = "sources";
    /// What sources were sent and are owed.
    Deliveries = "deliveries";
    /// People who sign in.
    Staff = "staff";
    /// Who may sign in, how, and as what: roles, passwords, sign-in addresses and second factors of staff. A program that
    /// may write here can make anybody an administrator.
    Access = "access";
    /// Service groups.
    ServiceGroups = "service-groups";
    /// Chatbots, with their secrets.
    Chatbots = "chatbots";
    /// Labels.
    Labels = "labels";
    /// Canned responses.
    CannedResponses = "canned-responses";
    /// Sticky bindings.
    StickyBindings = "sticky-bindings";
    /// What holds for the whole workspace.
    Settings = "settings";
    /// What each role may do.
    Roles = "roles";
    /// Who changed what.
    AuditLog = "audit-log";
}

/// What of a staff member, below their path, decides how they sign in.
const WAYS_IN: [&str; 3] = ["password", "totp", "single-sign-on"];

impl Area {
    /// The area of a path below `/api/v1/`. Those of a person alone, such as their sign-ins and their event stream, are in
    /// none: no token gets there.
    pub fn of(path: &str) -> Option<Self> {
        let mut words = path.strip_prefix("/api/v1/")?.split('/');
        let area = Self::ALL
            .iter()
            .copied()
            .find(|area| Some(area.name()) == words.clone().next())?;
        // No path begins with the word of `Access`.
        if area == Self::Access {
            return None;
        }
        let is_way_in =
            area == Self::Staff && words.nth(2).is_some_and(|word| WAYS_IN.contains(&word));
        Some(if is_way_in { Self::Access } else { area })
    }
}

/// One thing that a token may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope {
    /// Where.
    pub area: Area,
    /// To change something there, not only to read.
    pub write: bool,
}

impl Scope {
    /// All of them, as many as there are.
    pub fn all() -> impl Iterator<Item = Self> {
        Area::ALL
            .iter()
            .flat_map(|area| [false, true].map(|write| Self { area: *area, write }))
    }

    /// Reads a scope as it is written.
    pub fn parse(text: &str) -> Option<Self> {
        Self::all().find(|scope| scope.to_string() == text)
    }

    /// Whether it covers `other`: who may write may read.
    pub fn covers(self, other: Self) -> bool {
        self.area == other.area && (self.write || !other.write)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}",
            self.area.name(),
            if self.write { "write" } else { "read" }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_reads_back_as_it_is_written() {
        for scope in Scope::all() {
            assert_eq!(Scope::parse(&scope.to_string()), Some(scope));
        }
        for text in [
            "",
            "enquiries",
            "enquiries:",
            "enquiries:admin",
            "me:read",
            "Enquiries:read",
            "enquiries:read ",
        ] {
            assert_eq!(Scope::parse(text), None, "{text}");
        }
    }

    #[test]
    fn writing_covers_reading_in_the_same_area_alone() {
        let scope = |text| Scope::parse(text).unwrap();
        for (has, wants, expected) in [
            ("staff:read", "staff:read", true),
            ("staff:read", "staff:write", false),
            ("staff:write", "staff:read", true),
            ("staff:write", "staff:write", true),
            ("staff:write", "settings:read", false),
        ] {
            assert_eq!(
                scope(has).covers(scope(wants)),
                expected,
                "{has} for {wants}"
            );
        }
    }

    #[test]
    fn what_is_a_persons_own_is_in_no_area() {
        assert_eq!(
            Area::of("/api/v1/enquiries/enq_1/messages"),
            Some(Area::Enquiries)
        );
        assert_eq!(Area::of("/api/v1/routing/preview"), Some(Area::Routing));
        for path in [
            "/api/v1/staff",
            "/api/v1/staff/stf_1",
            "/api/v1/staff/stf_1/enquiries",
        ] {
            assert_eq!(Area::of(path), Some(Area::Staff), "{path}");
        }
        for path in [
            "/api/v1/staff/stf_1/totp/turn-off",
            "/api/v1/staff/stf_1/single-sign-on/unlink",
        ] {
            assert_eq!(Area::of(path), Some(Area::Access), "{path}");
        }
        for path in [
            "/api/v1/me",
            "/api/v1/me/totp",
            "/api/v1/sessions",
            "/api/v1/auth/logout",
            "/api/v1/events",
            "/api/v1/api-tokens",
            // Whoever names the provider says who everybody is.
            "/api/v1/single-sign-on",
            "/api/v1/access",
            "/api/v1/",
            "/omni/v1/staff",
        ] {
            assert_eq!(Area::of(path), None, "{path}");
        }
    }
}

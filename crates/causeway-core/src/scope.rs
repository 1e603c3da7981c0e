//! Scopes of API tokens. A token also needs the permissions of the person who created it.

use std::fmt;

macro_rules! areas {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)+) => {
        /// An area of the management API: the first segment of its paths, except for
        /// [`Area::Access`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Area { $($(#[$doc])* $variant,)+ }

        impl Area {
            /// All areas.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in paths and in scopes.
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
    /// Files in messages.
    Files = "files";
    /// Channels and their routing.
    Channels = "channels";
    /// Previews of routing rules for channels that don't exist yet.
    Routing = "routing";
    /// Sources, with their credentials.
    Sources = "sources";
    /// Deliveries of sources: sent and owed events.
    Deliveries = "deliveries";
    /// Staff members.
    Staff = "staff";
    /// How staff sign in, and with which role: roles, passwords, sign-in addresses and second
    /// factors. A program with write access here can make anyone an administrator.
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
    /// The settings of the workspace.
    Settings = "settings";
    /// The permissions of each role.
    Roles = "roles";
    /// The audit log.
    AuditLog = "audit-log";
}

/// Parts of a staff member, below their path, that decide how they sign in.
const WAYS_IN: [&str; 3] = ["password", "totp", "single-sign-on"];

impl Area {
    /// The area of a path below `/api/v1/`. Paths that belong to one person, such as their sessions
    /// and their event stream, have no area: tokens can't use them.
    pub fn of(path: &str) -> Option<Self> {
        let mut words = path.strip_prefix("/api/v1/")?.split('/');
        let area = Self::ALL
            .iter()
            .copied()
            .find(|area| Some(area.name()) == words.clone().next())?;
        // No path begins with the name of `Access`.
        if area == Self::Access {
            return None;
        }
        let is_way_in =
            area == Self::Staff && words.nth(2).is_some_and(|word| WAYS_IN.contains(&word));
        Some(if is_way_in { Self::Access } else { area })
    }
}

/// One permission of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope {
    pub area: Area,
    /// Whether it permits changes, and not only reading.
    pub write: bool,
}

impl Scope {
    /// All scopes.
    pub fn all() -> impl Iterator<Item = Self> {
        Area::ALL
            .iter()
            .flat_map(|area| [false, true].map(|write| Self { area: *area, write }))
    }

    /// Parses a scope.
    pub fn parse(text: &str) -> Option<Self> {
        Self::all().find(|scope| scope.to_string() == text)
    }

    /// Whether this scope includes `other`: writing includes reading.
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
    fn a_scope_round_trips_through_its_text_form() {
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
    fn writing_includes_reading_only_in_the_same_area() {
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
    fn personal_paths_have_no_area() {
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
            // Changing the provider changes who can sign in.
            "/api/v1/single-sign-on",
            "/api/v1/access",
            "/api/v1/",
            "/omni/v1/staff",
        ] {
            assert_eq!(Area::of(path), None, "{path}");
        }
    }
}

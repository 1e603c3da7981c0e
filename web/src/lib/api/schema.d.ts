// Generated from docs/openapi.json by `npm run api`. Change the server, not this file.

export interface paths {
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show whether this server is new */
        get: operations["getSetup"];
        put?: never;
        /**
         * Set up a new server
         * @description Creates the workspace and its administrator, and signs the administrator in. Works once, with
         *     the token of the link that the server printed at its start.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description The response sets a session cookie, and a cookie that marks the device as known. Failed attempts
         *     are limited by e-mail address and network. On a known device they have a limit of their own.
         *     Successful attempts never count.
         */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends this session. Your other sessions continue.
         */
        post: operations["logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/single-sign-on/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in by single sign-on
         * @description A browser is sent to the identity provider, or back to the sign-in page with the reason as
         *     `problem`.
         */
        get: operations["startSingleSignOn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/single-sign-on/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return from the identity provider
         * @description The provider sends the browser here. The browser is redirected to the dashboard, signed in, or
         *     to the sign-in page with the reason as `problem`. It has ten minutes to return.
         */
        get: operations["finishSingleSignOn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/single-sign-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the ways to sign in besides a password
         * @description For the sign-in page, so no sign-in is required.
         */
        get: operations["listWaysIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/single-sign-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show single sign-on */
        get: operations["getSingleSignOn"];
        /**
         * Set single sign-on
         * @description The metadata of a new provider is fetched first. If it can't be used, nothing is changed, and
         *     the reason is at `/issuer`. A new provider or `clientId` has other names for people, so each
         *     person is found by their e-mail address again.
         */
        put: operations["setSingleSignOn"];
        post?: never;
        /**
         * Remove single sign-on
         * @description All people sign in with a password again. Existing sessions continue.
         */
        delete: operations["removeSingleSignOn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show who is signed in */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose an availability
         * @description Only active staff get offers. Without an open event stream a person is offline, whatever they
         *     chose.
         */
        put: operations["setAvailability"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report that a device is in use
         * @description A person becomes idle, and gets no offers, 10 minutes after the last use of a device, or 1
         *     minute if it is a phone. Report use every half minute, and immediately when the person comes
         *     back.
         */
        post: operations["tellActivity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your password
         * @description You stay signed in here and are signed out everywhere else.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/turn-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a second factor from now on
         * @description It replaces your previous second factor, if you have one.
         */
        post: operations["turnSecondFactorOn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/turn-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with the password alone from now on */
        post: operations["turnSecondFactorOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your sessions */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere else */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of your sessions */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the state of your second factor */
        get: operations["getSecondFactor"];
        put?: never;
        /**
         * Get a secret for an authenticator app
         * @description The secret takes effect when `turn-on` receives a code from it. Until then, your previous second
         *     factor stays in use, if you have one.
         */
        post: operations["offerSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/totp/turn-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn off a staff member's second factor
         * @description For a person who lost both the app and the recovery codes. They then sign in with their password
         *     alone and may turn a second factor on again.
         */
        post: operations["turnSecondFactorOffFor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List staff
         * @description In the order in which they were added.
         */
        get: operations["listStaff"];
        put?: never;
        /**
         * Add a staff member
         * @description A program also needs the scope `access:write`, unless it adds an agent without a password.
         */
        post: operations["createStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a staff member */
        get: operations["getStaff"];
        put?: never;
        post?: never;
        /**
         * Remove a staff member
         * @description They are signed out everywhere and leave their service groups. Their name stays on what they
         *     wrote. Refused while they handle enquiries.
         */
        delete: operations["removeStaff"];
        options?: never;
        head?: never;
        /**
         * Change a staff member
         * @description To change the role, e-mail address or password, a program needs the scope `access:write`. A
         *     password that an administrator sets for another person ends that person's API tokens, unless
         *     `endApiTokens` is false.
         */
        patch: operations["updateStaff"];
        trace?: never;
    };
    "/api/v1/staff/{id}/single-sign-on/unlink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlink a staff member from their account at the identity provider
         * @description For a person who got another account there: the next account with their e-mail address is linked
         *     to them. Their sessions continue.
         */
        post: operations["unlinkSingleSignOnOf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how a staff member signs in
         * @description Shows whether there is a second factor to turn off and an account to unlink.
         */
        get: operations["getStaffSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List service groups
         * @description In the order in which they were added.
         */
        get: operations["listServiceGroups"];
        put?: never;
        /** Add a service group */
        post: operations["createServiceGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/service-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a service group */
        get: operations["getServiceGroup"];
        put?: never;
        post?: never;
        /**
         * Remove a service group
         * @description Refused while a channel routes to it; the response names the channels.
         */
        delete: operations["removeServiceGroup"];
        options?: never;
        head?: never;
        /** Change a service group */
        patch: operations["updateServiceGroup"];
        trace?: never;
    };
    "/api/v1/chatbots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List chatbots
         * @description In the order in which they were added.
         */
        get: operations["listChatbots"];
        put?: never;
        /**
         * Add a chatbot
         * @description Its endpoint has to answer the challenge first; nothing is saved when it doesn't.
         */
        post: operations["createChatbot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chatbots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a chatbot */
        get: operations["getChatbot"];
        put?: never;
        post?: never;
        /**
         * Remove a chatbot
         * @description Refused while a channel routes to it; the response names the channels. If it is talking with a
         *     visitor, the next destination is tried when the visitor writes again.
         */
        delete: operations["removeChatbot"];
        options?: never;
        head?: never;
        /**
         * Change a chatbot
         * @description A new address has to answer the challenge, signed with the current secrets; nothing is changed
         *     when it doesn't.
         */
        patch: operations["updateChatbot"];
        trace?: never;
    };
    "/api/v1/chatbots/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a chatbot's signing secret
         * @description The audit log records every reading.
         */
        post: operations["revealChatbotSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chatbots/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a chatbot's signing secret
         * @description Until the overlap ends, requests carry a signature with each secret.
         */
        post: operations["rotateChatbotSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test an endpoint
         * @description Sends the challenge, signed like every event, and returns the result. Nothing is saved.
         */
        post: operations["testEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sources
         * @description In the order in which they were added.
         */
        get: operations["listSources"];
        put?: never;
        /**
         * Add a source
         * @description The webhook, if there is one, has to answer the challenge first; nothing is saved when it
         *     doesn't.
         */
        post: operations["createSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a source */
        get: operations["getSource"];
        put?: never;
        post?: never;
        /**
         * Remove a source
         * @description Its access tokens stop working immediately, and events that its endpoint has not received yet
         *     are no longer sent. Refused while a channel uses it; the conversations of archived channels
         *     stay.
         */
        delete: operations["removeSource"];
        options?: never;
        head?: never;
        /**
         * Change a source
         * @description A new webhook has to answer the challenge, signed with the current secrets; nothing is changed
         *     when it doesn't.
         */
        patch: operations["updateSource"];
        trace?: never;
    };
    "/api/v1/sources/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the credentials
         * @description The valid credentials, without the secrets themselves: whether an old one is still in use, and
         *     until when it works.
         */
        get: operations["listCredentials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the credentials
         * @description The audit log records every reading. A credential that can't be read is `null`; if neither can
         *     be read, the response is `unreadable-secret`.
         */
        post: operations["revealCredentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/rotate-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the access token
         * @description The old one works beside it until the overlap ends.
         */
        post: operations["rotateToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the signing secret
         * @description Until the overlap ends, outgoing requests carry a signature with each secret.
         */
        post: operations["rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send events again
         * @description Every event that was delivered or given up since then is queued again, in the order of its
         *     conversation, after the events that are already owed there, with the same `webhook-id` and the
         *     same body. At most 10,000 at a time. The audit log records it. Repeating the request after an
         *     interruption is safe: an event that is owed is not queued twice.
         */
        post: operations["replaySource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/test-event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description A sample of any type, signed like every event and marked with `"test": true`, is sent
         *     immediately and only once. It belongs to no conversation and is not stored. It is sent even if
         *     the source doesn't subscribe to this type.
         */
        post: operations["sendTestEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/delivery-stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show delivery statistics
         * @description For the last 24 hours, with the events that the source is owed now.
         */
        get: operations["getDeliveryStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description The latest events first. Requests and responses are shown with a single delivery only.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a delivery
         * @description With its body and the latest 50 requests, which are kept for two weeks.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery now
         * @description A due delivery is tried immediately, before all others of its source and even while the endpoint
         *     fails. If an earlier event of the same visitor waits, that one is tried instead. A delivery that
         *     was delivered or has failed is sent again, after all events that are still owed in the same
         *     room, with the same `webhook-id` and a new day of retries.
         */
        post: operations["retryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List channels
         * @description In the order in which they were added, archived ones too.
         */
        get: operations["listChannels"];
        put?: never;
        /**
         * Add a channel
         * @description From now on, messages sent with the source's access token are accepted.
         */
        post: operations["createChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a channel */
        get: operations["getChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a channel
         * @description Enquiries that are already being assigned keep their destinations.
         */
        patch: operations["updateChannel"];
        trace?: never;
    };
    "/api/v1/channels/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a channel
         * @description It no longer accepts messages. Staff can finish its open enquiries.
         */
        post: operations["suspendChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume a channel */
        post: operations["resumeChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive a channel
         * @description This can't be undone. The channel is kept for reports, and its name and source are free for
         *     another channel.
         */
        post: operations["archiveChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/routing/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview where an enquiry would go
         * @description For example, on Monday at 09:05 in Hong Kong with language `fr`. Changes nothing.
         */
        post: operations["previewChannelRouting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routing/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview where an enquiry of a new channel would go
         * @description The same for a channel that does not exist yet. `routing` is required.
         */
        post: operations["previewRouting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List enquiries
         * @description Those that the caller may see, the latest activity first. The header `causeway-cursor` is the
         *     position of the event stream before the list was read: open `/api/v1/events` with it to miss
         *     nothing.
         */
        get: operations["listEnquiries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an enquiry */
        get: operations["getEnquiry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a conversation
         * @description The whole room of the enquiry, by rising `sequence`: the latest part, the messages after
         *     `after`, or those before `before`. For agents, the room of a closed enquiry ends with that
         *     enquiry.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Answer in an enquiry
         * @description For the owner and participants. `201` means that the message and its delivery to the channel are
         *     stored durably. A text longer than the channel can show becomes several messages; the response
         *     is the first of them.
         */
        post: operations["postMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/messages/{messageId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a failed message again
         * @description It goes to the end of the conversation's queue, as a new event about the same message.
         */
        post: operations["retryMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a message back
         * @description Only your own message, while its enquiry is not closed. Its content is hidden, and the channel
         *     gets an event to hide it too. For channels that declared `deletes`.
         */
        delete: operations["takeMessageBack"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/pick-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pick up an enquiry
         * @description The first request wins. All others get `409 already-picked-up` with the current owner, in
         *     `enquiry`. The owner can repeat the request and gets the enquiry again.
         */
        post: operations["pickUpEnquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close an enquiry
         * @description The visitor gets the channel's closing message.
         */
        post: operations["closeEnquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark messages as read
         * @description For the owner and participants. Never moves backwards. The channel gets an event.
         */
        post: operations["readEnquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report that you are typing
         * @description For the owner and participants. Shown to colleagues and sent to the channel once; never stored
         *     or retried.
         */
        post: operations["typeInEnquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline an offer
         * @description The enquiry is immediately offered to others, and no longer to you at this destination.
         */
        post: operations["declineEnquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer an enquiry
         * @description It stays yours until someone there accepts by picking it up. If no one does in time, it is
         *     missed (`blind`) or stays yours (`loopback`). A chatbot answers the visitor immediately, while
         *     the enquiry stays yours. When the chatbot hands over, the enquiry is missed or yours alone
         *     again.
         */
        post: operations["transferEnquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/cancel-transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a transfer
         * @description The offers end, and the enquiry stays with its owner. Without a transfer, nothing happens.
         */
        post: operations["cancelTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/take-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take over an enquiry
         * @description From its owner; without an owner, as if it were offered to you. For administrators, and for
         *     supervisors of a service group that it was offered to.
         */
        post: operations["takeOverEnquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the participants
         * @description Participants see the enquiry and answer in it besides its owner. At most 10. The owner and
         *     supervisors add and remove them; every participant may leave.
         */
        post: operations["changeParticipants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Snooze an enquiry
         * @description It is put off until that time, or until the visitor writes. Auto-close waits that long.
         */
        post: operations["snoozeEnquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen an enquiry
         * @description Possible within 24 hours after it closed, while the room has no other enquiry that is not
         *     closed. It is yours from then on.
         */
        post: operations["reopenEnquiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a note
         * @description It appears in the conversation, and the visitor never sees it. For the owner, participants, and
         *     staff who oversee the enquiry.
         */
        post: operations["postNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Label an enquiry
         * @description Possible also after it closed.
         */
        put: operations["labelEnquiry"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enquiries/{id}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how an enquiry was routed
         * @description Which part of the rule matched and why, who got an offer and when, who was skipped and why.
         */
        get: operations["getEnquiryTrace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visitors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a visitor */
        get: operations["getVisitor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visitors/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block a visitor
         * @description Every message of theirs gets `403 visitor-blocked`, until they are unblocked. For the owner and
         *     participants of the visitor's latest enquiry that the caller may see, and for those who oversee
         *     it.
         */
        post: operations["blockVisitor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visitors/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write to a visitor first
         * @description Opens an enquiry that is yours from the start. If it closes, a reply within 7 days is still
         *     offered to you first.
         */
        post: operations["writeToVisitor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List labels */
        get: operations["listLabels"];
        put?: never;
        /** Add a label */
        post: operations["createLabel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a label
         * @description It is removed from all enquiries.
         */
        delete: operations["removeLabel"];
        options?: never;
        head?: never;
        /** Change a label */
        patch: operations["updateLabel"];
        trace?: never;
    };
    "/api/v1/canned-responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List canned responses
         * @description Shared ones, and your own.
         */
        get: operations["listCannedResponses"];
        put?: never;
        /** Add a canned response */
        post: operations["createCannedResponse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/canned-responses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a canned response */
        delete: operations["removeCannedResponse"];
        options?: never;
        head?: never;
        /** Change a canned response */
        patch: operations["updateCannedResponse"];
        trace?: never;
    };
    "/api/v1/sticky-bindings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sticky bindings
         * @description Those that have not expired. Supervisors see the bindings to members of their service groups.
         */
        get: operations["listStickyBindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sticky-bindings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a sticky binding
         * @description The visitor's next enquiry follows the channel's rule.
         */
        delete: operations["removeStickyBinding"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List roles and what they may do */
        get: operations["listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the settings */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the settings */
        patch: operations["updateSettings"];
        trace?: never;
    };
    "/api/v1/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API tokens */
        get: operations["listApiTokens"];
        put?: never;
        /**
         * Create an API token
         * @description It acts on your behalf, within its scopes. Some areas are for people only: sign-ins, passwords,
         *     the event stream, and API tokens themselves.
         */
        post: operations["createApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an API token */
        delete: operations["removeApiToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Newest first.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow events
         * @description Server-sent events, resumed with `Last-Event-ID`; or, when the client requests an upgrade, a
         *     WebSocket with one JSON object `{id, type, data}` per frame. The first frame is `hello`. Each
         *     person gets only the events that they may see. A staff member is online while they have an open
         *     stream.
         */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description As the part `file` of a form, or as the body itself with `Content-Type` and
         *     `Content-Disposition`. A reply refers to the file by its `fileId`. A file that no message refers
         *     to is removed after 24 hours.
         */
        post: operations["postFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/omni/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description As the part `file` of a form, or as the body itself with `Content-Type` and
         *     `Content-Disposition`. The media type is determined from the content. A message refers to the
         *     file by its `fileId`. A file that no message refers to is removed after 24 hours.
         */
        post: operations["postOmniFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a file
         * @description For the person who uploaded it, and for staff who may read an enquiry with a message that
         *     contains it. Images, audio, video and plain text can be shown; everything else is a download.
         *     `Range` requests a part.
         */
        get: operations["getFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{id}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a file by its address
         * @description The address in `attachment.url` of outgoing messages. It works without signing in, for a week.
         */
        get: operations["getSignedFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/omni/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a visitor's message
         * @description Responds with `201` once the message is durable, never earlier. The same `id` again with the
         *     same content gets `200` with the first response and `"duplicate": true`; with other content it
         *     is refused with `409 idempotency-conflict`. So a caller that got no response simply sends the
         *     message again.
         */
        post: operations["postOmniMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/omni/v1/messages/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send several messages
         * @description 1 to 100 messages, together at most 4 MiB. Each is accepted or refused separately, and each
         *     counts towards the request limit. Messages of one visitor are accepted in the order of the list.
         */
        post: operations["postOmniBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/omni/v1/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import past conversations
         * @description 1 to 100 messages of both directions from another system, together at most 4 MiB. Messages of
         *     one visitor are imported in the order of their `sentAt`, whatever their order in the request. A
         *     message that is older than those of an earlier request is refused with `/sentAt`. Each
         *     `conversationId` of a visitor becomes a closed enquiry of its own, and so do the messages
         *     without one: no staff get an offer, and nothing is sent, not even an automatic message. Each
         *     message is imported or refused separately; the same `id` again is a duplicate. Once a visitor's
         *     conversation has begun here, its history is refused with `conversation-begun`.
         */
        post: operations["postOmniHistory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/omni/v1/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read events
         * @description For a source without a webhook: the same events in the same order, at least once. Without
         *     `after`, reading begins at the first event that was not confirmed. A response has at most 100
         *     events.
         */
        get: operations["readOmniOutbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/omni/v1/outbox/ack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm events
         * @description All events up to the cursor were processed and are not read again; staff see their messages as
         *     sent. Your own ids of messages in `ids` are known from then on: receipts and replies may use
         *     them.
         */
        post: operations["confirmOmniOutbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/omni/v1/outbox/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow events
         * @description The same events as server-sent events: `id` is the cursor, `event` the type, `data` the event
         *     with its `id`. Resumed with `Last-Event-ID`; events still have to be confirmed. The stream ends
         *     after 15 minutes: connect again. It ends immediately when the token is no longer valid.
         */
        get: operations["streamOmniOutbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/omni/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a receipt, an edit, typing, or a change of a visitor
         * @description Receipts never move a message back to an earlier state: they may come late, twice and in any
         *     order.
         */
        post: operations["postOmniEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/omni/v1/channel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I?
         * @description The first call to make when connecting. The response contains the source, channel, state and
         *     limits of the access token, and the latest failures of requests to the webhook. It also works
         *     for suspended channels and for sources without a channel.
         */
        get: operations["getOmniChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/omni/v1/channel/capabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Declare what the channel can do
         * @description Staff can then use only that: other messages fall back to their text, longer texts are split at
         *     word ends. A field that is left out counts as never declared: everything is assumed except
         *     receipts. Unknown words and fields are no fault; the response contains what was stored.
         */
        put: operations["putOmniCapabilities"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "chatbot.turn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a chatbot to answer a visitor.
         * @description Signed like every event. The visitor gets the messages in the response; without one, the next destination of the rule is tried. Each attempt of a turn has the same `webhook-id`.
         */
        post: operations["webhookChatbotTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "enquiry.assigned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A staff member picked the enquiry up.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookEnquiryAssigned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "enquiry.closed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The enquiry was closed.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookEnquiryClosed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "enquiry.followedUp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A staff member picked the enquiry up after it was missed.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookEnquiryFollowedUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "enquiry.missed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * No one picked the enquiry up in time.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookEnquiryMissed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "enquiry.opened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A visitor's message opened an enquiry.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookEnquiryOpened"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "enquiry.transferred": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The enquiry was transferred to another staff member.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookEnquiryTransferred"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A message for the visitor: from staff, a chatbot or automatic.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookMessageCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Staff unsent a message.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookMessageDeleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Staff read the visitor's messages.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookMessageRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "typing.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Staff started typing. Sent once, never retried.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookTypingStarted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "typing.stopped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Staff stopped typing. Sent once, never retried.
         * @description Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx within 15 s is success; everything else is tried again with the same `webhook-id`.
         */
        post: operations["webhookTypingStopped"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    url_verification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove that the endpoint wants the source's events.
         * @description Sent when an address is entered or changed. The answer is 200 within 10 s, with the challenge in one of the documented bodies.
         */
        post: operations["webhookChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description An accepted message. */
        AcceptedMessage: {
            /**
             * @description Causeway's id of the message.
             * @example msg_01JD8Q2V5W3X4Y6Z7A8B9C0D1E
             */
            id: string;
            /** @description The channel's id of the message. */
            externalId: string;
            /** @description Causeway's id of the visitor. */
            visitorId: string;
            /** @description The enquiry that the message joined or opened. */
            enquiryId: string;
            /** @example INQ-000001 */
            enquiryNumber: string;
            /**
             * Format: date-time
             * @description When the message was accepted, the first time.
             */
            acceptedAt: string;
            /** @description Whether the same message was accepted before. */
            duplicate: boolean;
        };
        /** @description The device in use. */
        Activity: {
            device: components["schemas"]["Device"];
        };
        /** @description The credential of a program that calls the management API. */
        ApiToken: {
            id: string;
            /** @description What it is for. */
            name: string;
            /**
             * @description The staff member on whose behalf it acts. It may do no more than this person, and ends when
             *     they are removed.
             */
            staffId: string;
            /**
             * @description What it permits: an area of the API and `read` or `write`, which includes reading.
             * @example [
             *       "enquiries:read",
             *       "staff:write"
             *     ]
             */
            scopes: string[];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description `null`: it never expires.
             */
            expiresAt?: string | null;
            /**
             * Format: date-time
             * @description When it was last used, to the minute.
             */
            lastUsedAt?: string | null;
        };
        /** @description All API tokens of the workspace: there are at most 100. */
        ApiTokenList: {
            /** @description The oldest first. */
            items: components["schemas"]["ApiToken"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description The address and the known properties of a file. */
        Attachment: {
            /**
             * @description Where staff download it: a path of this server, or an `http` or `https` address elsewhere.
             * @example /api/v1/files/file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E
             */
            url: string;
            state: components["schemas"]["AttachmentState"];
            /** @description Why it could not be copied. */
            reason?: string;
            /** @description The id of the file, if it is stored here. */
            fileId?: string;
            /** @description Where staff download a thumbnail of it. */
            thumbnailUrl?: string;
            /**
             * Format: int32
             * @description The width of a picture in pixels, when upright.
             */
            width?: number;
            /** Format: int32 */
            height?: number;
            name?: string;
            mimeType?: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size?: number;
        };
        /**
         * @description The state of a file.
         * @enum {string}
         */
        AttachmentState: "ready" | "pending" | "failed";
        /** @description One change of settings, or one reading of a credential. */
        AuditEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @description The person who made the change or read the credential. */
            staffId: string;
            staffName: string;
            /** @description The action, as in `channel.updated` or `source.revealed`. */
            action: string;
            /** @description The id of what was changed or read. */
            subject: string;
            /** @description Its name at that time. */
            subjectName: string;
        };
        /** @description The author of a message. */
        Author: {
            kind: components["schemas"]["AuthorKind"];
            staffId?: string | null;
            /** @description The name that staff see; for staff, the full name. */
            displayName?: string | null;
        };
        /**
         * @description The kind of an author.
         * @enum {string}
         */
        AuthorKind: "visitor" | "staff" | "bot" | "system";
        /** @description Auto-close of silent enquiries: first a warning, then the close. */
        AutoClose: {
            enabled: boolean;
            /**
             * Format: int32
             * @description How long neither visitor nor staff write before the warning is sent.
             */
            quietSeconds: number;
            /**
             * Format: int32
             * @description The time between the warning and the close.
             */
            warningSeconds: number;
            /** @description The text of the warning. */
            text: string;
            /** @description The warning in other languages, by language tag (RFC 5646). */
            texts: components["schemas"]["BTreeMap"];
        };
        /** @description Auto-close of silent enquiries: first a warning, then the close. */
        AutoCloseForm: {
            enabled: boolean;
            /**
             * @description How long neither visitor nor staff write before the warning is sent.
             * @default 1800
             */
            quietSeconds?: number | null;
            /**
             * @description The time between the warning and the close.
             * @default 300
             */
            warningSeconds?: number | null;
            /**
             * @description The text of the warning.
             * @default Are you still there? We’ll close this conversation soon. Send a message to keep it open.
             */
            text?: string | null;
            /** @description The warning in other languages. If only `text` is given, there are none. */
            texts?: {
                [key: string]: string;
            } | null;
        };
        /**
         * @description One automatic message. It may contain `{{visitor.name}}`, `{{channel.name}}`,
         *     `{{staff.displayName}}` and `{{enquiry.number}}`.
         */
        AutomaticMessage: {
            enabled: boolean;
            text: string;
            /**
             * @description The text in other languages, by language tag (RFC 5646). Visitors get the one that matches
             *     their language best.
             */
            texts: components["schemas"]["BTreeMap"];
        };
        /**
         * @description One automatic message. It may contain `{{visitor.name}}`, `{{channel.name}}`,
         *     `{{staff.displayName}}` and `{{enquiry.number}}`.
         */
        AutomaticMessageForm: {
            enabled: boolean;
            /** @description Required if `enabled` is true. An empty text counts as left out. */
            text?: string | null;
            /**
             * @description The text in other languages. Visitors get the one that matches their language best. Replaces
             *     all existing ones.
             */
            texts?: {
                [key: string]: string;
            } | null;
        };
        /**
         * @description Whether a staff member can get enquiries.
         * @enum {string}
         */
        Availability: "active" | "busy" | "idle" | "offline";
        BTreeMap: {
            [key: string]: string;
        };
        /** @description The result of one message. */
        BatchResult: components["schemas"]["AcceptedMessage"] | components["schemas"]["FailedMessage"];
        /** @description Whether a visitor is blocked. */
        Blocked: {
            /** @description `true`: their messages are refused; `false`: they are accepted again. */
            blocked: boolean;
        };
        /** @description A saved text that staff insert by its key. */
        CannedResponse: {
            id: string;
            /** @description What staff type after a slash. */
            key: string;
            /**
             * @description May contain `{{visitor.name}}`, `{{channel.name}}`, `{{staff.displayName}}` and
             *     `{{enquiry.number}}`.
             */
            text: string;
            /** @description Whether all staff can use it. */
            shared: boolean;
            /** @description Its owner; `null` if it is shared. */
            ownerId?: string | null;
            /**
             * Format: int64
             * @description Counts changes, for `If-Match`.
             */
            version: number;
        };
        /** @description A change of a canned response. Fields that are left out stay as they are. */
        CannedResponseChange: {
            key?: string | null;
            text?: string | null;
        };
        /** @description The shared canned responses and your own. */
        CannedResponseList: {
            /** @description Sorted by key; at most 500 shared ones, and 500 of your own. */
            items: components["schemas"]["CannedResponse"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description What a channel can do. */
        Capabilities: {
            /** @description The message types that it can show; absent: all. Unknown types are dropped. */
            types?: string[] | null;
            /** @description The receipts that it sends: `delivered`, `read`. Others are dropped. */
            receipts?: string[];
            /** @description Whether it can show that staff are typing. */
            typing?: boolean;
            /** @description Whether it can delete a message. */
            deletes?: boolean;
            /**
             * Format: int64
             * @description The longest text that it can show, in characters; absent: any.
             */
            textLengthMax?: number | null;
        };
        /**
         * @description Why a challenge failed.
         * @enum {string}
         */
        ChallengeReason: "invalid-url" | "dns" | "blocked-address" | "connect" | "tls" | "timeout" | "redirect" | "status" | "too-large" | "mismatch";
        /** @description The result of a challenge. */
        ChallengeResult: {
            /** @description Whether the endpoint passed. */
            ok: boolean;
            reason?: components["schemas"]["ChallengeReason"] | null;
            /**
             * Format: int32
             * @description The HTTP status of the response, if there was one.
             */
            status?: number | null;
            /**
             * Format: int64
             * @description The duration of the exchange.
             */
            durationMs: number;
            /** @description The first 1,024 characters of the response. */
            received?: string | null;
            /** @description What happened and what to fix, for the person who entered the URL. */
            detail: string;
        };
        /** @description The current state of an enquiry that another person changed first. It has only what everyone who was offered the enquiry may see. */
        ChangedEnquiry: {
            /** @example enq_01JD00000000000000000000AA */
            id: string;
            /** @example INQ-000001 */
            number: string;
            status: components["schemas"]["EnquiryStatus"];
            /** @description Who picked it up. */
            ownerId: string | null;
            /** Format: int64 */
            version: number;
        };
        /** @description A named entry point on one source. */
        Channel: {
            /** @example chn_01JD00000000000000000000AA */
            id: string;
            sourceId: string;
            sourceName: string;
            /** @description Unique among channels that are not archived. */
            name: string;
            state: components["schemas"]["ChannelState"];
            routing: components["schemas"]["Routing"];
            sticky: components["schemas"]["Sticky"];
            displayNameFormat: components["schemas"]["DisplayNameFormat"];
            messages: components["schemas"]["ChannelMessages"];
            autoClose: components["schemas"]["AutoClose"];
            /**
             * @description The message types that the channel declared it can show; `null`: all. Staff can choose only
             *     these.
             */
            types?: string[] | null;
            /** @description Whether staff can take a message back: the channel declared `deletes`. */
            deletes: boolean;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: int64
             * @description Counts changes, for `If-Match`.
             */
            version: number;
        };
        /** @description A change of a channel. Fields that are left out stay as they are. */
        ChannelChange: {
            /** @description Unique among channels that are not archived. */
            name?: string | null;
            routing?: components["schemas"]["Routing"] | null;
            sticky?: components["schemas"]["StickyForm"] | null;
            displayNameFormat?: components["schemas"]["DisplayNameFormat"] | null;
            messages?: components["schemas"]["ChannelMessagesForm"] | null;
            autoClose?: components["schemas"]["AutoCloseForm"] | null;
        };
        /** @description The source, channel and limits of the access token. */
        ChannelInfo: {
            /** @description The source that the token belongs to. */
            source: components["schemas"]["SourceInfo"];
            channel?: components["schemas"]["ChannelName"] | null;
            state?: components["schemas"]["ChannelState"] | null;
            /** @description The limits of a request. */
            limits: components["schemas"]["Limits"];
            /** @description The capabilities that the channel declared. */
            capabilities: components["schemas"]["Capabilities"];
            /** @description The latest requests to the webhook that failed and have not succeeded since. */
            lastFailures: components["schemas"]["Failure"][];
        };
        /** @description Automatic messages. */
        ChannelMessages: {
            /** @description On a visitor's first message. */
            welcome: components["schemas"]["WelcomeMessage"];
            /** @description When no staff member can answer. */
            away: components["schemas"]["AutomaticMessage"];
            /** @description When staff close the enquiry. */
            close: components["schemas"]["AutomaticMessage"];
        };
        /**
         * @description Automatic messages. A message that is left out stays as it is; a new channel gets the standard
         *     one.
         */
        ChannelMessagesForm: {
            /** @description On a visitor's first message. */
            welcome?: components["schemas"]["WelcomeMessageForm"] | null;
            /** @description When no staff member can answer. */
            away?: components["schemas"]["AutomaticMessageForm"] | null;
            /** @description When staff close the enquiry. */
            close?: components["schemas"]["AutomaticMessageForm"] | null;
        };
        /** @description A channel. */
        ChannelName: {
            id: string;
            name: string;
        };
        /**
         * @description The state of a channel.
         * @enum {string}
         */
        ChannelState: "active" | "suspended" | "archived";
        /** @description A program that answers visitors until it hands over. */
        Chatbot: {
            /** @example bot_01JD00000000000000000000AA */
            id: string;
            /** @description Unique in the workspace. Visitors see it, unless the channel shows no names. */
            name: string;
            /** @description Where its turns are sent; `null` for callers who may not manage channels. */
            webhookUrl?: string | null;
            /** @description While it is `failing` or `stopped`, the next destination is tried instead. */
            webhookState: components["schemas"]["WebhookState"];
            /**
             * Format: int64
             * @description Conversations that wait for its answer.
             */
            waiting: number;
            /** @description What is wrong with the endpoint; `null` for callers who may not manage channels. */
            failureReason?: string | null;
            /**
             * Format: int32
             * @description Seconds that it has for each answer before the next destination is tried.
             */
            answerSeconds: number;
            /**
             * Format: int32
             * @description A conversation with it closes after this many minutes without a message from the visitor.
             */
            quietMinutes: number;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: int64
             * @description Counts changes, for `If-Match`.
             */
            version: number;
        };
        /** @description A change of a chatbot. Fields that are left out stay as they are. */
        ChatbotChange: {
            /** @description Unique in the workspace. */
            name?: string | null;
            /**
             * @description It has to answer the challenge. If the endpoint is failing or stopped, its current address
             *     is challenged again.
             */
            webhookUrl?: string | null;
            answerSeconds?: number | null;
            quietMinutes?: number | null;
        };
        /** @description One button or quick reply. */
        ChoiceOption: {
            label: string;
            payload: string;
        };
        /**
         * @description The availability that a person chooses.
         * @enum {string}
         */
        ChosenAvailability: "active" | "busy" | "idle";
        /** @description Options for closing an enquiry. */
        CloseEnquiry: {
            /** @description The labels that the enquiry gets. If left out, it keeps its labels. */
            labelIds?: string[] | null;
        };
        /**
         * @description The colour of a label.
         * @enum {string}
         */
        Colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
        /** @description A contact card. */
        Contact: {
            name: string;
            phones?: string[];
            emails?: string[];
        };
        /** @description A new chatbot with its signing secret. Later, only reading or replacing the secret shows it. */
        CreatedChatbot: components["schemas"]["Chatbot"] & {
            /**
             * @description The secret that signs its requests.
             * @example whsec_…
             */
            signingSecret: string;
        };
        /** @description A new source with its credentials. Later, only reading or replacing them shows them. */
        CreatedSource: components["schemas"]["Source"] & {
            /**
             * @description The access token that the channel sends to the Omni API.
             * @example cw_…
             */
            accessToken: string;
            /**
             * @description The secret that signs outgoing requests.
             * @example whsec_…
             */
            signingSecret: string;
        };
        /**
         * @description The purpose of a credential.
         * @enum {string}
         */
        CredentialKind: "accessToken" | "signingSecret";
        /** @description A credential, without the secret itself. */
        CredentialUse: {
            kind: components["schemas"]["CredentialKind"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it expires; `null`: it is the current one.
             */
            expiresAt?: string | null;
            /**
             * Format: date-time
             * @description When it was last used, to the minute; only for access tokens.
             */
            lastUsedAt?: string | null;
        };
        /** @description The valid credentials of a source. */
        CredentialUses: {
            /** @description Of each kind the current one first, then those that will expire. */
            items: components["schemas"]["CredentialUse"][];
        };
        /** @description The current credentials of a source. */
        Credentials: {
            /**
             * @description The access token that the channel sends to the Omni API. `null` if it was encrypted with a
             *     key that is lost: it still works, but can't be read until it is replaced.
             */
            accessToken?: string | null;
            /**
             * @description The secret that signs outgoing requests. `null` if it was encrypted with a key that is lost:
             *     it signs nothing until it is replaced.
             */
            signingSecret?: string | null;
        };
        /** @description An event that was sent, or is owed, to a source. */
        Delivery: {
            /**
             * @description The `webhook-id`.
             * @example dlv_01JD00000000000000000000AA
             */
            id: string;
            sourceId: string;
            sourceName: string;
            /** @description The visitor whose conversation it is about. */
            visitorId: string;
            visitorName: string;
            enquiryId?: string | null;
            enquiryNumber?: string | null;
            /** @description The message that the event is about. */
            messageId?: string | null;
            /** @description The event's name, as in `message.created`. */
            event: string;
            state: components["schemas"]["DeliveryProgress"];
            /**
             * Format: int64
             * @description How many requests were made.
             */
            attemptCount: number;
            /**
             * Format: date-time
             * @description When the event happened.
             */
            createdAt: string;
            /** Format: date-time */
            lastAttemptAt?: string | null;
            /**
             * Format: int64
             * @description The status of the last response, unless it was a success.
             */
            lastStatus?: number | null;
            /** @description Why the last request failed. */
            lastReason?: string | null;
            /**
             * Format: date-time
             * @description When the next request is made, if known.
             */
            nextAttemptAt?: string | null;
            waitsFor?: components["schemas"]["DeliveryWaits"] | null;
        };
        /** @description One attempt: an HTTP request. */
        DeliveryAttempt: components["schemas"]["Exchange"] & {
            /**
             * Format: int64
             * @description The attempt's number within the delivery: 1, 2, 3 …; the `webhook-attempt`.
             */
            number: number;
            /**
             * Format: date-time
             * @description When it ended.
             */
            at: string;
            /** Format: int64 */
            durationMs: number;
            /**
             * Format: int32
             * @description The status of the response.
             */
            status?: number | null;
            /** @description Why the attempt failed; `null`: it succeeded. */
            reason?: string | null;
        };
        /** @description The requests of an hour, or of several hours. */
        DeliveryHour: {
            /**
             * Format: date-time
             * @description The start of the period.
             */
            from: string;
            /**
             * Format: int64
             * @description The number of requests.
             */
            attempts: number;
            /**
             * Format: int64
             * @description The number of requests that delivered their event.
             */
            arrived: number;
            /**
             * Format: int64
             * @description The median duration of the requests, in milliseconds: the upper end of its class.
             */
            p50Ms?: number | null;
            /**
             * Format: int64
             * @description The 95th percentile of the durations, likewise.
             */
            p95Ms?: number | null;
        };
        /**
         * @description The state of a delivery.
         * @enum {string}
         */
        DeliveryProgress: "due" | "inFlight" | "delivered" | "failed";
        /** @description The statistics of a source's deliveries during one day. */
        DeliveryStats: {
            /**
             * Format: int64
             * @description The number of events that were neither delivered nor given up.
             */
            waiting: number;
            /**
             * Format: int64
             * @description The number of conversations whose next event is being sent.
             */
            inFlight: number;
            /**
             * Format: date-time
             * @description The time of the oldest event among those that are next in their conversation.
             */
            oldestAt?: string | null;
            /** @description The total of all hours. */
            day: components["schemas"]["DeliveryHour"];
            /** @description The last 24 hours, the current one last. */
            hours: components["schemas"]["DeliveryHour"][];
        };
        /**
         * @description What a delivery waits for.
         * @enum {string}
         */
        DeliveryWait: "turn" | "retry" | "earlier" | "probe" | "stopped" | "reader";
        /** @description What a delivery waits for. */
        DeliveryWaits: {
            kind: components["schemas"]["DeliveryWait"];
            /** @description The delivery of the earlier event. */
            deliveryId?: string | null;
        };
        /** @description A delivery with its requests and responses. */
        DeliveryWithAttempts: components["schemas"]["Delivery"] & {
            /** @description The body of each request. */
            body: string;
            /** @description The latest attempts that are still stored, the last one first. */
            attempts: components["schemas"]["DeliveryAttempt"][];
        };
        /**
         * @description The kind of device that a staff member uses.
         * @enum {string}
         */
        Device: "desktop" | "phone";
        /**
         * @description The direction of a past message.
         * @enum {string}
         */
        Direction: "incoming" | "outgoing";
        /**
         * @description How much of a staff member's name visitors see.
         * @enum {string}
         */
        DisplayNameFormat: "none" | "firstName" | "firstAndLastName";
        /**
         * @description How a service group distributes enquiries among its members.
         * @enum {string}
         */
        Distribution: "simultaneous" | "fixedOrder" | "roundRobin" | "mostIdle";
        /** @description One matter in a room. */
        Enquiry: {
            id: string;
            /** @example INQ-000001 */
            number: string;
            status: components["schemas"]["EnquiryStatus"];
            roomId: string;
            channelId: string;
            channelName: string;
            visitor: components["schemas"]["Visitor"];
            /** @description Who picked it up. */
            ownerId?: string | null;
            /** @description The participants besides the owner. */
            participantIds: string[];
            /**
             * @description The service group that was tried last; or the chatbot, while it answers or after it closed
             *     the enquiry by itself.
             */
            destinationId?: string | null;
            /** @description The chatbot that was asked last. */
            chatbotId?: string | null;
            /**
             * @description All service groups that were tried or skipped, in order. If the rule has no destination at
             *     that time, those that it has at other times. Their members may follow the enquiry up once it
             *     is missed, and their supervisors oversee it.
             */
            destinationIds: string[];
            /**
             * @description Staff who got an offer individually, or who wrote first. They may follow the enquiry up too,
             *     and their supervisors oversee it.
             */
            askedIds: string[];
            /** @description The ids of its labels, sorted by the labels' names. */
            labels: string[];
            /** @description The staff who are offered it now. */
            offers: components["schemas"]["Offer"][];
            transfer?: components["schemas"]["EnquiryTransfer"] | null;
            /**
             * Format: date-time
             * @description Snoozed until then, or until the visitor writes.
             */
            snoozedUntil?: string | null;
            /**
             * Format: date-time
             * @description When auto-close acts next, unless someone writes before.
             */
            autoCloseAt?: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            pickedUpAt?: string | null;
            /** Format: date-time */
            missedAt?: string | null;
            /** Format: date-time */
            closedAt?: string | null;
            /** Format: date-time */
            lastActivityAt: string;
            lastMessage?: components["schemas"]["LastMessage"] | null;
            /**
             * Format: int64
             * @description Sequence of the room's last message.
             */
            lastSequence: number;
            /**
             * Format: int64
             * @description Sequence up to which staff have read.
             */
            readUpTo: number;
            /**
             * Format: int64
             * @description The number of visitor's messages after that; 100 means 100 or more.
             */
            unread: number;
            /** Format: int64 */
            version: number;
        };
        /** @description The labels of an enquiry. */
        EnquiryLabels: {
            /** @description All its labels: those that are left out are removed. */
            labelIds: string[];
        };
        /**
         * @description The state of an enquiry.
         * @enum {string}
         */
        EnquiryStatus: "open" | "ongoing" | "missed" | "followedUp" | "closed";
        /** @description A transfer in progress. */
        EnquiryTransfer: {
            /** @description A service group, a chatbot or a staff member. */
            to: string;
            mode: components["schemas"]["TransferMode"];
            /** Format: date-time */
            expiresAt: string;
        };
        /** @description A request as it was sent, and its response. Signatures, cookies and the like are hidden. */
        Exchange: {
            request: components["schemas"]["ExchangeRequest"];
            response?: components["schemas"]["ExchangeResponse"] | null;
            timings: components["schemas"]["Timings"];
        };
        ExchangeRequest: {
            url: string;
            headers: components["schemas"]["HeaderField"][];
            /** @description The IP address that the request was sent to. */
            remoteAddress?: string | null;
        };
        ExchangeResponse: {
            /** Format: int32 */
            status: number;
            /** @description As in `HTTP/2.0`. */
            protocol?: string | null;
            /** @description The first 32. */
            headers: components["schemas"]["HeaderField"][];
            /** @description The first 8 KiB. */
            body: string;
            /** @description Whether the body was longer. */
            bodyCut: boolean;
        };
        /** @description A message that failed, alone. */
        FailedMessage: {
            /** @description A problem document. */
            error: components["schemas"]["Problem"];
        };
        /** @description A request to the webhook that failed. */
        Failure: {
            /** @description The `webhook-id`. */
            id: string;
            /** @description The event's type. */
            event: string;
            /** Format: date-time */
            at: string;
            /**
             * Format: int64
             * @description The status of the response, if there was one.
             */
            status?: number | null;
            /** @description The reason, in words. */
            reason: string;
        };
        /** @description One fault of a request. */
        FieldError: {
            /**
             * @description The place: a JSON pointer (RFC 6901) into the body, or `/` and the name of a query
             *     parameter.
             * @example /name
             */
            pointer: string;
            code: components["schemas"]["FieldErrorCode"];
            /** @description The numbers and names that belong to the code, such as `max` and `actual` of `tooLong`. */
            params?: {
                [key: string]: unknown;
            };
            /**
             * @description The fault as an English sentence without its subject: `must have at most 40 characters, has
             *     63`.
             * @example must have at most 40 characters, has 63
             */
            detail: string;
        };
        /** Format: binary */
        FileBytes: string;
        /** @description A form with a file. */
        FileForm: {
            /**
             * Format: binary
             * @description The file. Its name and media type are in the part's header.
             */
            file: string;
        };
        /** @description A first message. */
        FirstMessage: {
            /** @description The client's id of the message. Sending again with the same id changes nothing. */
            clientId: string;
            /**
             * @description `text`.
             * @enum {string}
             */
            type: "text";
            text: string;
        };
        HeaderField: {
            name: string;
            value: string;
        };
        /** @description Past messages, in any order. */
        History: {
            messages: components["schemas"]["PastMessage"][];
        };
        /** @description The result of one message. */
        HistoryResult: components["schemas"]["ImportedMessage"] | components["schemas"]["FailedMessage"];
        /** @description The result of each message, in order. */
        HistoryResults: {
            results: components["schemas"]["HistoryResult"][];
        };
        /** @description An identity provider that speaks OpenID Connect. */
        IdentityProvider: {
            /** @description The label of the button, after "Sign in with". */
            name: string;
            /**
             * @description The provider's own identifier.
             * @example https://id.example.com/realms/staff
             */
            issuer: string;
            clientId: string;
            /** @description Whether there is a client secret. No response contains it. */
            hasClientSecret: boolean;
            passwords: components["schemas"]["Passwords"];
            /**
             * Format: int64
             * @description Counts changes, for `If-Match`.
             */
            version: number;
        };
        /** @description An identity provider to set. */
        IdentityProviderForm: {
            /** @description The label of the button, after "Sign in with". */
            name: string;
            /**
             * @description The provider's own identifier, exactly. `https`; `http` only where the operator lets
             *     Causeway reach an address that is not public.
             */
            issuer: string;
            clientId: string;
            /** @description If left out, it stays as it is, unless the provider changes. If empty, there is none. */
            clientSecret?: string | null;
            /** @description Who may still sign in with a password. Administrators always may. */
            passwords: components["schemas"]["Passwords"];
        };
        /** @description A past message that was imported. */
        ImportedMessage: {
            /** @description Causeway's id of the message. */
            id: string;
            /** @description The channel's id of the message. */
            externalId: string;
            /** @description Causeway's id of the visitor. */
            visitorId: string;
            /** @description The closed enquiry that holds the conversation. */
            enquiryId: string;
            /** @example INQ-000001 */
            enquiryNumber: string;
            /**
             * @description The staff member with the address `staffEmail`. `null` if there is none; the message then
             *     keeps only the author's `displayName`.
             */
            staffId?: string | null;
            /** @description Whether the same message was imported before. */
            duplicate: boolean;
        };
        /** @description An event on the channel's side. Each field's description names the types that need it. */
        IncomingEvent: {
            type: components["schemas"]["IncomingEventType"];
            /** Format: date-time */
            at?: string | null;
            /** @description Receipts: Causeway's id of the message. */
            messageId?: string | null;
            /** @description Receipts: the channel's id of the message. */
            externalId?: string | null;
            /**
             * @description `typing.*`, `conversation.closed`, and receipts with `upTo`: the channel's id of the
             *     visitor.
             */
            visitorId?: string | null;
            /** @description Receipts of all messages up to one: an id of either side, or a sequence. */
            upTo?: components["schemas"]["UpTo"];
            /** @description `message.failed`: the reason, for staff. */
            reason?: string | null;
            /** @description `message.edited` and `message.deleted`: the channel's id of the visitor's message. */
            id?: string | null;
            /** @description `message.edited`: the new text. */
            text?: string | null;
            /** @description `visitor.updated`. */
            visitor?: components["schemas"]["IncomingVisitor"];
        };
        /**
         * @description The type of an incoming event.
         * @enum {string}
         */
        IncomingEventType: "message.delivered" | "message.read" | "message.failed" | "message.edited" | "message.deleted" | "typing.started" | "typing.stopped" | "visitor.updated" | "conversation.closed";
        /** @description A visitor's message. */
        IncomingMessage: {
            /**
             * @description The channel's id of the message, unique per source: the idempotency key.
             * @example m-1001
             */
            id: string;
            visitor: components["schemas"]["IncomingVisitor"];
            /**
             * Format: date-time
             * @description When the visitor sent it. Messages are ordered by acceptance, not by this time.
             */
            sentAt?: string | null;
            type: components["schemas"]["IncomingType"];
            /**
             * @description Required for type `text`. On media: a caption of at most 1,024 characters.
             * @example Hello!
             */
            text?: string | null;
            /** @description Required for media types. */
            attachment?: components["schemas"]["NewAttachment"];
            /** @description Required for type `location`. */
            location?: components["schemas"]["Location"];
            /** @description Required for type `contact`. */
            contact?: components["schemas"]["Contact"];
            /** @description Required for type `postback`. */
            postback?: components["schemas"]["Postback"];
            /** @description The id of the message that it replies to, of either direction. */
            replyTo?: string | null;
        };
        /**
         * @description The type of a visitor's message.
         * @enum {string}
         */
        IncomingType: "text" | "image" | "video" | "audio" | "file" | "location" | "sticker" | "contact" | "postback";
        /**
         * @description The visitor. A given value replaces the stored one; an absent one, `null` and an empty text
         *     change nothing.
         */
        IncomingVisitor: {
            /**
             * @description The channel's own id of the person, unique per source.
             * @example u-42
             */
            id: string;
            /** @example Ada Lovelace */
            name?: string | null;
            /** @example https://example.com/picture.png */
            avatarUrl?: string | null;
            email?: string | null;
            phone?: string | null;
            /** @example en-GB */
            language?: string | null;
            /** @description At most 50 scalars, 8 KiB together. */
            attributes?: {
                [key: string]: unknown;
            };
        };
        /** @description A coloured tag on enquiries. */
        Label: {
            id: string;
            /** @description Unique in the workspace. */
            name: string;
            colour: components["schemas"]["Colour"];
            /**
             * Format: int64
             * @description Counts changes, for `If-Match`.
             */
            version: number;
        };
        /** @description A change of a label. Fields that are left out stay as they are. */
        LabelChange: {
            /** @description Unique in the workspace. */
            name?: string | null;
            colour?: components["schemas"]["Colour"] | null;
        };
        /** @description All labels. */
        LabelList: {
            /** @description Sorted by name; at most 200. */
            items: components["schemas"]["Label"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description The latest request to a source's endpoint. */
        LastDelivery: {
            /** Format: date-time */
            at: string;
            /** @description The state of its delivery; `due`: it will be retried. */
            state: components["schemas"]["DeliveryProgress"];
            /** @description Why it failed. */
            reason?: string | null;
        };
        /** @description The last message, for lists. */
        LastMessage: {
            id: string;
            /** Format: int64 */
            sequence: number;
            type: string;
            /**
             * @description The text or caption, or the content as a text. Never the address of a file. `null` for a
             *     file without a caption, and for a message that was taken back.
             */
            text?: string | null;
            /** @description The name of its file, if it has one with a name. */
            fileName?: string | null;
            /**
             * Format: date-time
             * @description When it was taken back.
             */
            deletedAt?: string | null;
            author: components["schemas"]["Author"];
            /** Format: date-time */
            createdAt: string;
        };
        /** @description The limits of a request. */
        Limits: {
            /** @description Bytes of a body. */
            bodyBytesMax: number;
            /** @description Characters of a text. */
            textLengthMax: number;
            /**
             * Format: int32
             * @description Requests per second.
             */
            requestsPerSecond: number;
        };
        /** @description One page of a list. */
        AuditEntryList: {
            /** @description The entries, in order. */
            items: components["schemas"]["AuditEntry"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        ChannelList: {
            /** @description The entries, in order. */
            items: components["schemas"]["Channel"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        ChatbotList: {
            /** @description The entries, in order. */
            items: components["schemas"]["Chatbot"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        DeliveryList: {
            /** @description The entries, in order. */
            items: components["schemas"]["Delivery"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        EnquiryList: {
            /** @description The entries, in order. */
            items: components["schemas"]["Enquiry"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        ServiceGroupList: {
            /** @description The entries, in order. */
            items: components["schemas"]["ServiceGroup"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        SourceList: {
            /** @description The entries, in order. */
            items: components["schemas"]["Source"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        StaffList: {
            /** @description The entries, in order. */
            items: components["schemas"]["Staff"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        StickyBindingList: {
            /** @description The entries, in order. */
            items: components["schemas"]["StickyBinding"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description A place. */
        Location: {
            /** Format: double */
            latitude: number;
            /** Format: double */
            longitude: number;
            title?: string;
            address?: string;
        };
        /** @description The credentials of a person who signs in. */
        LogIn: {
            /** @description Their e-mail address. */
            email: string;
            /** @description Their password. */
            password: string;
            /**
             * @description Required if they use a second factor: the code that the authenticator app shows, or a
             *     recovery code.
             */
            totp?: string | null;
        };
        /** @description The person who is signed in. */
        Me: components["schemas"]["Staff"] & {
            workspace: components["schemas"]["Workspace"];
            /** @description The permissions of their role in the workspace, apart from enquiries. */
            permissions: string[];
        };
        /** @description A message of a room. */
        Message: {
            id: string;
            roomId: string;
            enquiryId: string;
            /**
             * Format: int64
             * @description Its place in the room: 1, 2, 3 … without a gap.
             */
            sequence: number;
            type: components["schemas"]["MessageType"];
            text?: string | null;
            attachment?: components["schemas"]["Attachment"] | null;
            location?: components["schemas"]["Location"] | null;
            contact?: components["schemas"]["Contact"] | null;
            postback?: components["schemas"]["Postback"] | null;
            options?: components["schemas"]["ChoiceOption"][] | null;
            author: components["schemas"]["Author"];
            purpose?: components["schemas"]["MessagePurpose"] | null;
            /** @description Whether it is a note. */
            private: boolean;
            replyTo?: string | null;
            externalId?: string | null;
            clientId?: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the visitor sent it, as the channel says.
             */
            sentAt?: string | null;
            /** Format: date-time */
            editedAt?: string | null;
            /** @description The text before the first edit. */
            originalText?: string | null;
            /**
             * Format: date-time
             * @description When it was taken back: its content is hidden.
             */
            deletedAt?: string | null;
            delivery?: components["schemas"]["MessageDelivery"] | null;
        };
        /** @description Messages, in the order in which to accept them. */
        MessageBatch: {
            messages: components["schemas"]["IncomingMessage"][];
        };
        /** @description The result of each message, in order. */
        MessageBatchResults: {
            results: components["schemas"]["BatchResult"][];
        };
        /** @description The delivery of an outgoing message. */
        MessageDelivery: {
            state: components["schemas"]["MessageDeliveryState"];
            /**
             * Format: int64
             * @description Requests made so far.
             */
            attempts: number;
            /** Format: date-time */
            nextAttemptAt?: string | null;
            /** @description Why it failed or has to be tried again. */
            reason?: string | null;
        };
        /**
         * @description The delivery state of an outgoing message.
         * @enum {string}
         */
        MessageDeliveryState: "queued" | "sent" | "failed" | "delivered" | "read";
        /** @description A part of a conversation. */
        MessageList: {
            /** @description By rising sequence. */
            items: components["schemas"]["Message"][];
            /** @description Whether there are more in the requested direction. */
            hasMore: boolean;
            /** @description Always `null`: a conversation is read by sequence. */
            nextCursor?: string | null;
        };
        /**
         * @description Why a message was sent.
         * @enum {string}
         */
        MessagePurpose: "reply" | "welcome" | "away" | "close" | "autoCloseWarning" | "bot";
        /**
         * @description The type of a message.
         * @enum {string}
         */
        MessageType: "text" | "image" | "video" | "audio" | "file" | "location" | "sticker" | "contact" | "postback" | "buttons" | "quickReplies";
        /** @description A new API token. */
        NewApiTokenBody: components["schemas"]["ApiToken"] & {
            /**
             * @description The program sends it as `Authorization: Bearer …`. No other response contains it.
             * @example cwa_…
             */
            secret: string;
        };
        /** @description A token to create. */
        NewApiTokenForm: {
            /** @description What it is for. */
            name: string;
            /** @description What it permits. */
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description When it expires. If left out, never.
             */
            expiresAt?: string | null;
        };
        /**
         * @description A file: either one that was uploaded before, or one at another address with its known
         *     properties.
         */
        NewAttachment: {
            /**
             * @description A file that the caller uploaded.
             * @example file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E
             */
            fileId?: string;
            /** @description An `http` or `https` address; required where there is no `fileId`. */
            url?: string;
            name?: string;
            mimeType?: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size?: number;
        };
        /** @description A canned response to add. */
        NewCannedResponse: {
            /** @description Only a to z, 0 to 9, `-` and `_`. Unique among the shared ones, or among your own. */
            key: string;
            text: string;
            /**
             * @description Whether all staff can use it, otherwise only you. Only supervisors and administrators may
             *     add shared ones.
             * @default false
             */
            shared?: boolean | null;
        };
        /** @description A channel to add. */
        NewChannel: {
            /** @description A source without a channel. */
            sourceId: string;
            /** @description Unique among channels that are not archived. */
            name: string;
            routing: components["schemas"]["Routing"];
            /** @description Off unless given. */
            sticky?: components["schemas"]["StickyForm"] | null;
            /** @default firstName */
            displayNameFormat?: components["schemas"]["DisplayNameFormat"] | null;
            /** @description All on, with texts in English, Chinese and Japanese, unless given. */
            messages?: components["schemas"]["ChannelMessagesForm"] | null;
            /** @description Off unless given. */
            autoClose?: components["schemas"]["AutoCloseForm"] | null;
        };
        /** @description A chatbot to add. */
        NewChatbot: {
            /** @description Unique in the workspace. */
            name: string;
            /** @description It has to answer the challenge. */
            webhookUrl: string;
            /** @default 20 */
            answerSeconds?: number | null;
            /** @default 60 */
            quietMinutes?: number | null;
            /**
             * @description The secret that signs its requests: `whsec_` and 24 to 64 random bytes in base64. Generated
             *     unless given. Give one if the endpoint must know it before the challenge, which is signed
             *     too.
             * @example whsec_…
             */
            signingSecret?: string | null;
        };
        /** @description A new label. */
        NewLabel: {
            /** @description Unique in the workspace. */
            name: string;
            /** @default grey */
            colour?: components["schemas"]["Colour"] | null;
        };
        /** @description A message from staff. */
        NewMessage: {
            /**
             * @description The client's id of the message. Sending the same message again changes nothing; another
             *     message with the same id is refused with `idempotency-conflict`.
             */
            clientId: string;
            type: components["schemas"]["NewMessageType"];
            /** @description Of types `text`, `buttons` and `quickReplies`: required. On media: a caption of at most 1,024 characters. */
            text?: string | null;
            /** @description Of media types: required. */
            attachment?: components["schemas"]["NewAttachment"];
            /** @description Of type `location`: required. */
            location?: components["schemas"]["Location"];
            /** @description Of types `buttons` and `quickReplies`: required. */
            options?: components["schemas"]["ChoiceOption"][];
            /**
             * @description The message of this conversation that it replies to, by our id or the channel's. The channel
             *     receives its own id of that message.
             */
            replyTo?: string | null;
            /**
             * Format: int64
             * @description Refuses with `unseen-message` if any message came after this sequence.
             */
            ifSequence?: number | null;
        };
        /**
         * @description The type of a message that staff send.
         * @enum {string}
         */
        NewMessageType: "text" | "image" | "video" | "audio" | "file" | "location" | "buttons" | "quickReplies";
        /** @description A note for colleagues. */
        NewNote: {
            /**
             * @description The client's id of the note. Sending the same note again changes nothing; another note with
             *     the same id is refused with `idempotency-conflict`.
             */
            clientId: string;
            text: string;
        };
        /** @description A new service group. */
        NewServiceGroup: {
            /** @description Unique in the workspace. */
            name: string;
            /** @description The members, in order. */
            memberIds?: string[] | null;
            /** @default simultaneous */
            distribution?: components["schemas"]["Distribution"] | null;
            /** @default 20 */
            ringSeconds?: number | null;
            /** @default 60 */
            waitSeconds?: number | null;
            /** @description The most open enquiries per member; `null`: any number. */
            maxOpenPerMember?: number | null;
            /** @description Language tags (RFC 5646); empty: all languages. */
            languages?: string[] | null;
        };
        /** @description The end of a snooze. */
        NewSnooze: {
            /**
             * Format: date-time
             * @description At most 90 days ahead; `null`: the snooze ends now.
             */
            until: string | null;
        };
        /** @description A source to add. */
        NewSource: {
            /** @description Unique in the workspace. */
            name: string;
            /** @description It has to answer the challenge. Without one, the channel reads its outbox. */
            webhookUrl?: string | null;
            /**
             * @default [
             *       "message.created",
             *       "message.read",
             *       "message.deleted",
             *       "typing.started",
             *       "typing.stopped",
             *       "enquiry.opened",
             *       "enquiry.assigned",
             *       "enquiry.missed",
             *       "enquiry.followedUp",
             *       "enquiry.transferred",
             *       "enquiry.closed"
             *     ]
             */
            events?: components["schemas"]["WebhookEventType"][] | null;
            /**
             * @description The secret that signs outgoing requests: `whsec_` and 24 to 64 random bytes in base64.
             *     Generated unless given. Give one if the endpoint must know it before the challenge, which is
             *     signed too.
             * @example whsec_…
             */
            signingSecret?: string | null;
        };
        /** @description A staff member to add. */
        NewStaff: {
            /** @description The address with which they sign in; unique. */
            email: string;
            firstName: string;
            lastName?: string | null;
            role: components["schemas"]["Role"];
            /** @description Without one, they sign in by single sign-on, or after an administrator has set one. */
            password?: string | null;
            serviceGroupIds?: string[] | null;
            /**
             * @description IANA name.
             * @default UTC
             */
            timeZone?: string | null;
        };
        /** @description The recipient of a transfer. */
        NewTransfer: {
            /** @description The id of a service group, of a chatbot or of a staff member. */
            to: string;
            mode: components["schemas"]["TransferMode"];
            /** @description For colleagues; the visitor never sees it. */
            note?: string | null;
        };
        /** @description An offer of the enquiry to a staff member. */
        Offer: {
            staffId: string;
            /** Format: date-time */
            expiresAt: string;
        };
        /** @description Events, in order. */
        Outbox: {
            /**
             * @description Each as a webhook would get it, plus its `id`, which is the `webhook-id`, beside `type`,
             *     `timestamp` and `data`.
             */
            items: {
                [key: string]: unknown;
            }[];
            /** @description The cursor for the next read. Confirm it once all these events are processed. */
            nextCursor: string;
        };
        /** @description A confirmation of events that were processed. */
        OutboxConfirmation: {
            /** @description The `nextCursor` of a response, or the id of an event of the stream. */
            cursor: string;
            /**
             * @description Your own ids of the messages, by the `id` of their event: a webhook would return them as
             *     `{"id": …}`. Strings of 1 to 255 characters, or whole numbers. Ids for events that this call
             *     does not confirm are ignored.
             * @example {
             *       "dlv_…": "m-2001"
             *     }
             */
            ids?: {
                [key: string]: string;
            } | null;
        };
        /** @description The participants to add and to remove. */
        ParticipantsChange: {
            add?: string[] | null;
            remove?: string[] | null;
        };
        /** @description A change of your password. */
        PasswordChange: {
            /** @description The current password. */
            currentPassword: string;
            password: string;
        };
        /** @description Your password. */
        PasswordConfirmation: {
            password: string;
        };
        /**
         * @description Who can sign in with a password beside single sign-on.
         * @enum {string}
         */
        Passwords: "allowed" | "administrators";
        /** @description The person who answered. */
        PastAuthor: {
            /** @example Jane */
            displayName?: string | null;
        };
        /** @description A past message from another system, with all fields of a visitor's message. */
        PastMessage: components["schemas"]["IncomingMessage"] & {
            direction: components["schemas"]["Direction"];
            /** @description For outgoing messages: the person who answered. */
            author?: components["schemas"]["PastAuthor"];
            /**
             * @description For outgoing messages: the address with which the person who answered signs in here, if they
             *     do.
             * @example jane@example.com
             */
            staffEmail?: string | null;
            /**
             * @description Your own id of the conversation: each becomes a closed enquiry of its own.
             * @example c-7
             */
            conversationId?: string | null;
            /**
             * Format: date-time
             * @description When the conversation ended, if that was after its last message. Not before `sentAt`, and
             *     not in the future.
             */
            closedAt?: string | null;
            /**
             * @description The labels of the conversation, each by its name or id. They must exist. Those of the last
             *     message of the conversation that has any apply.
             */
            labels?: string[] | null;
        };
        /** @description A tapped button or quick reply. */
        Postback: {
            payload: string;
            label?: string;
        };
        /**
         * @description A refusal or failure (RFC 9457). Programs should branch on `code`; the other texts are for
         *     people.
         */
        Problem: {
            /**
             * @description `/problems/<code>`.
             * @example /problems/name-taken
             */
            type: string;
            /** @description What happened, the same for every occurrence. */
            title: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description What happened this time. */
            detail: string;
            /**
             * @description A stable word to branch on.
             * @example name-taken
             */
            code: string;
            /** @description The invalid fields. */
            errors?: components["schemas"]["FieldError"][];
            /** @description `challenge-failed`: the result of the challenge. */
            challenge?: components["schemas"]["ChallengeResult"];
            /** @description Conflicts (`409`) about an enquiry: its state now. */
            enquiry?: components["schemas"]["ChangedEnquiry"];
            /**
             * Format: int64
             * @description `unseen-message`: the sequence of the room's last message.
             */
            lastSequence?: number;
        };
        /** @description How far staff have read. */
        ReadUpTo: {
            /**
             * Format: int64
             * @description Sequence of the last message that was read.
             */
            upTo: number;
        };
        /** @description Recovery codes, for when the app is lost. */
        RecoveryCodes: {
            /** @description Each replaces the app's code once. No other response contains them. */
            recoveryCodes: string[];
        };
        /** @description The events to send again. */
        Replay: {
            /**
             * Format: date-time
             * @description Events whose last request ended at or after this time, at most seven days ago.
             */
            since: string;
            /**
             * Format: date-time
             * @description And before this time; absent: now.
             */
            until?: string | null;
        };
        /** @description The events that are sent again. */
        Replayed: {
            /** @description The number of events. */
            count: number;
            /**
             * Format: date-time
             * @description The end of the searched period.
             */
            until: string;
            /**
             * Format: date-time
             * @description Set if there are more than 10,000: send the request again with this as `since`, and with
             *     `until` as above. `null`: these are all.
             */
            continueFrom?: string | null;
        };
        /**
         * @description The role of a staff member, which decides their permissions.
         * @enum {string}
         */
        Role: "administrator" | "supervisor" | "agent";
        /** @description All roles. */
        RoleList: {
            items: components["schemas"]["RolePermissions"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description What a role may do in the workspace. */
        RolePermissions: {
            role: components["schemas"]["Role"];
            /** @description Words such as `manageStaff`, the same as in `permissions` of the person who is signed in. */
            permissions: string[];
        };
        /** @description A signing secret. */
        RotatedSecret: {
            signingSecret: string;
        };
        /** @description The new access token. */
        RotatedToken: {
            accessToken: string;
        };
        /** @description How to replace a credential. */
        Rotation: {
            /**
             * @description How long the old one works beside the new one.
             * @default 86400
             */
            overlapSeconds?: number | null;
        };
        /** @description Where enquiries go: a tree of at most two layers of `percentage` and `time` over `alternative`. */
        Routing: components["schemas"]["RoutingAlternative"] | components["schemas"]["RoutingPercentage"] | components["schemas"]["RoutingTime"];
        /** @description One share. */
        RoutingBranch: {
            /** Format: int32 */
            percent: number;
            then: components["schemas"]["Routing"];
        };
        /** @description Certain hours of certain days. */
        RoutingCondition: {
            /** @description The days on which the hours begin. */
            days: components["schemas"]["RoutingDay"][];
            /**
             * @description `HH:MM`.
             * @example 09:00
             */
            from: string;
            /**
             * @description `HH:MM`, up to `24:00`. If it is not after `from`, the hours end on the next day.
             * @example 18:00
             */
            to: string;
            then: components["schemas"]["Routing"];
        };
        /**
         * @description A day of the week.
         * @enum {string}
         */
        RoutingDay: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
        /** @description Where an enquiry would go. */
        RoutingPreview: {
            /** @description The service groups and chatbots in the order in which they would be tried. */
            destinations: string[];
            /** @description The reasons, in sentences. */
            trace: string[];
            /** @description What the rule decides, as data. */
            decisions: components["schemas"]["TraceStep"][];
            /** @description What would happen at each destination now. */
            steps: components["schemas"]["RoutingStep"][];
        };
        /** @description The enquiry to preview. */
        RoutingQuestion: {
            /**
             * Format: date-time
             * @description When the enquiry opens. The availability of staff is that of now, not of this time.
             */
            at: string;
            /** @description The visitor's language. If left out, the language in the visitor's profile. */
            language?: string | null;
            /** @description A visitor whose sticky binding and language apply. */
            visitorId?: string | null;
            /**
             * Format: int64
             * @description How many enquiries came to each percentage before. If left out, as many as really did; 0
             *     with a rule that isn't the channel's.
             */
            draw?: number | null;
            /** @description A rule to try instead of the channel's. */
            routing?: components["schemas"]["Routing"] | null;
            /** @description A sticky setting to try instead of the channel's. */
            sticky?: components["schemas"]["StickyForm"] | null;
        };
        /** @description What would happen at one destination now. */
        RoutingStep: {
            /** @description A service group, a chatbot, or the person of the visitor's sticky binding. */
            destinationId: string;
            /**
             * @description The staff who could get the offer now, in order: all at the same time or one after the
             *     other.
             */
            staffIds: string[];
            /**
             * @description Why no one can get the offer now. With `nobodyActive`, `language`, `notAnswering` or
             *     `removed` the destination is skipped. With `full` the enquiry waits until a person is free.
             */
            skipped?: string | null;
        };
        /** @description Whether you sign in with a second factor. */
        SecondFactor: {
            on: boolean;
            /**
             * Format: int64
             * @description How many of the 8 recovery codes are still unused.
             */
            recoveryCodesLeft: number;
        };
        /** @description A secret for an authenticator app. */
        SecondFactorOffer: {
            /** @description The secret in base32, to type into the app. */
            secret: string;
            /** @description The secret and the account's name as an `otpauth` URL, for a QR code. */
            url: string;
        };
        /** @description A code from the app, and your password. */
        SecondFactorProof: {
            /** @description Six digits. */
            code: string;
            password: string;
        };
        /** @description A named list of staff. */
        ServiceGroup: {
            /** @example grp_01JD00000000000000000000AA */
            id: string;
            /** @description Unique in the workspace. */
            name: string;
            /** @description In the order in which they are rung. */
            memberIds: string[];
            distribution: components["schemas"]["Distribution"];
            /**
             * Format: int32
             * @description How long one member is rung before the next, in seconds. Not used by `simultaneous`.
             */
            ringSeconds: number;
            /**
             * Format: int32
             * @description How long enquiries wait here before the next destination is tried, in seconds.
             */
            waitSeconds: number;
            /**
             * Format: int32
             * @description The most open enquiries of one member; `null`: no limit.
             */
            maxOpenPerMember?: number | null;
            /** @description Language tags (RFC 5646); empty: all languages. */
            languages: string[];
            /**
             * Format: int64
             * @description Counts changes, for `If-Match`.
             */
            version: number;
        };
        /** @description A change of a service group. Fields that are left out stay as they are. */
        ServiceGroupChange: {
            /** @description Unique in the workspace. */
            name?: string | null;
            /** @description The members, in order. */
            memberIds?: string[] | null;
            distribution?: components["schemas"]["Distribution"] | null;
            ringSeconds?: number | null;
            waitSeconds?: number | null;
            /** @description The most open enquiries per member; `null`: any number. */
            maxOpenPerMember?: number | null;
            /** @description Language tags (RFC 5646); empty: all languages. */
            languages?: string[] | null;
        };
        /** @description One sign-in. */
        Session: {
            id: string;
            /** @description Whether it is the session of this request. */
            current: boolean;
            /** @description The browser's `User-Agent`; empty if it sent none. */
            userAgent: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last used, to the minute.
             */
            lastUsedAt: string;
            /**
             * Format: date-time
             * @description When it expires if it isn't used before.
             */
            expiresAt: string;
        };
        /** @description All your sessions: at most 20. */
        SessionList: {
            /** @description The most recently used first. */
            items: components["schemas"]["Session"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description The availability to choose. */
        SetAvailability: {
            availability: components["schemas"]["ChosenAvailability"];
        };
        /** @description The first administrator and their workspace. */
        SetUp: {
            /** @description The token from the link that the server printed. */
            token: string;
            workspaceName: string;
            /** @description The address with which the administrator signs in. */
            email: string;
            password: string;
            firstName: string;
            lastName?: string | null;
            /**
             * @description IANA name.
             * @default UTC
             */
            timeZone?: string | null;
        };
        /** @description Settings of the whole workspace. */
        Settings: {
            workspaceName: string;
            /** @description Enquiries are assigned to staff instead of offered. */
            autoPickUp: boolean;
            /**
             * Format: int64
             * @description Counts changes, for `If-Match`.
             */
            version: number;
        };
        /** @description A change of the settings. Fields that are left out stay as they are. */
        SettingsChange: {
            workspaceName?: string | null;
            autoPickUp?: boolean | null;
        };
        /** @description Whether the server still has to be set up. */
        SetupBody: {
            /** @description Whether there is no workspace yet. */
            needed: boolean;
            /**
             * @description The address to open, if it is https: a page that was opened over http can't keep a sign-in,
             *     because the cookie works only over https.
             */
            secureUrl?: string | null;
        };
        /** @description The person who is signed in now. */
        SignedInBody: {
            me: components["schemas"]["Me"];
        };
        /** @description How people of the workspace sign in besides a password. */
        SingleSignOn: {
            /**
             * @description The redirect URI to enter at the provider.
             * @example https://chat.example.com/api/v1/auth/single-sign-on/callback
             */
            redirectUri: string;
            provider?: components["schemas"]["IdentityProvider"] | null;
        };
        /**
         * @description The third-party account behind a channel. Its credentials are in the response that
         *     creates it, and in that of `reveal`.
         */
        Source: {
            /** @example src_01JD00000000000000000000AA */
            id: string;
            /** @description Unique in the workspace. */
            name: string;
            /** @description The URL that events are sent to; `null`: the channel reads its outbox. */
            webhookUrl?: string | null;
            webhookState: components["schemas"]["WebhookState"];
            /**
             * Format: int64
             * @description The number of events that were neither delivered nor given up.
             */
            waiting: number;
            /** @description The events that it receives, always including `message.created`. */
            events: string[];
            /** @description Its channel, unless archived. */
            channelId?: string | null;
            channelName?: string | null;
            lastDelivery?: components["schemas"]["LastDelivery"] | null;
            /** @description What is wrong with the endpoint. */
            failureReason?: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: int64
             * @description Counts changes, for `If-Match`.
             */
            version: number;
        };
        /** @description A change of a source. Fields that are left out stay as they are. */
        SourceChange: {
            /** @description Unique in the workspace. */
            name?: string | null;
            /**
             * @description It has to answer the challenge. `null` or empty removes the webhook. If the endpoint is
             *     failing or stopped, its current address is challenged again.
             */
            webhookUrl?: string | null;
            events?: components["schemas"]["WebhookEventType"][] | null;
        };
        /** @description A source. */
        SourceInfo: {
            id: string;
            name: string;
            webhookState: components["schemas"]["WebhookState"];
            /**
             * Format: int64
             * @description The number of events that were neither delivered nor given up.
             */
            waiting: number;
        };
        /** @description A person who signs in. */
        Staff: {
            /** @example stf_01JD00000000000000000000AA */
            id: string;
            /** @description The address that they sign in with. */
            email: string;
            firstName: string;
            lastName: string;
            role: components["schemas"]["Role"];
            availability: components["schemas"]["Availability"];
            /** @description The service groups that they are in. */
            serviceGroupIds: string[];
            /** @description IANA name of their time zone. */
            timeZone: string;
            /**
             * Format: int64
             * @description Counts changes, for `If-Match`.
             */
            version: number;
        };
        /** @description A change of a staff member. Fields that are left out stay as they are. */
        StaffChange: {
            email?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            role?: components["schemas"]["Role"] | null;
            /** @description Ends all their sessions except the one in which it is set. */
            password?: string | null;
            /**
             * @description Whether the new password ends their API tokens. If left out: yes, unless you set your own
             *     password.
             */
            endApiTokens?: boolean | null;
            /** @description All their service groups. */
            serviceGroupIds?: string[] | null;
            timeZone?: string | null;
        };
        /** @description How a staff member signs in besides the password. */
        StaffSignIn: {
            /** @description Whether two-step verification is on. */
            secondFactor: boolean;
            /** @description Whether an account at the identity provider is linked to them. */
            singleSignOn: boolean;
        };
        /** @description Whether a visitor's next enquiry goes to the person who handled the last one. */
        Sticky: {
            enabled: boolean;
            /**
             * Format: int32
             * @description After how many days the binding expires; `null`: never.
             */
            expiryDays?: number | null;
            /**
             * @description What happens when that person isn't active or doesn't answer in time. `true`: the rule
             *     continues. `false`: the enquiry is missed.
             */
            backup: boolean;
            /**
             * Format: int32
             * @description How long the enquiry is offered to that person.
             */
            waitSeconds: number;
        };
        /** @description The staff member who is offered a visitor's next enquiry on a channel first. */
        StickyBinding: {
            id: string;
            channelId: string;
            channelName: string;
            visitor: components["schemas"]["Visitor"];
            staffId: string;
            /** Format: date-time */
            boundAt: string;
            /**
             * Format: date-time
             * @description `null`: it never expires.
             */
            expiresAt?: string | null;
        };
        /** @description Whether a visitor's next enquiry goes to the person who handled the last one. */
        StickyForm: {
            enabled: boolean;
            /**
             * @description After how many days the binding expires; `null`: never.
             * @default 30
             */
            expiryDays?: number | null;
            /**
             * @description What happens when that person isn't active or doesn't answer in time. `true`: the rule
             *     continues. `false`: the enquiry is missed.
             * @default true
             */
            backup?: boolean | null;
            /**
             * @description How long the enquiry is offered to that person.
             * @default 60
             */
            waitSeconds?: number | null;
        };
        /** @description A stored file. */
        StoredFile: {
            /**
             * @description The id by which messages refer to it.
             * @example file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E
             */
            fileId: string;
            /** @description Its name, made safe. */
            name: string;
            /** @description Its media type, as determined from its content. */
            mimeType: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description The SHA-256 digest of its bytes, in hexadecimal. */
            sha256: string;
            /**
             * Format: int32
             * @description The width in pixels, when upright. Only for a picture that can have a thumbnail.
             */
            width?: number;
            /** Format: int32 */
            height?: number;
        };
        /** @description An endpoint to test. */
        TestEndpoint: {
            /** @description Its address. */
            webhookUrl: string;
            /** @description The source whose secret signs the challenge. If absent, a secret is generated for this test. */
            sourceId?: string | null;
            /**
             * @description The secret that signs the challenge, for an endpoint that knows it before its source is
             *     added.
             * @example whsec_…
             */
            signingSecret?: string | null;
        };
        /** @description The sample to send. */
        TestEvent: {
            /** @description The event's name, as in `message.created`. */
            type: components["schemas"]["WebhookEventType"];
        };
        /** @description The result of a sample. */
        TestEventResult: components["schemas"]["Exchange"] & {
            /** @description Whether the channel accepted it. */
            ok: boolean;
            /** @description Why it did not; `null` if it did. */
            reason?: string | null;
            /** @description The `webhook-id` of the request. */
            deliveryId: string;
            /** @description The body that was sent. */
            body: string;
            /**
             * Format: int32
             * @description The status of the response.
             */
            status?: number | null;
            /** Format: int64 */
            durationMs: number;
        };
        /**
         * @description How long the phases took, in milliseconds. On a reused connection, the phases before the
         *     response are `null`.
         */
        Timings: {
            /**
             * Format: double
             * @description Looking up the host.
             */
            dnsMs?: number | null;
            /**
             * Format: double
             * @description Opening the connection.
             */
            connectMs?: number | null;
            /**
             * Format: double
             * @description The TLS handshake.
             */
            tlsMs?: number | null;
            /**
             * Format: double
             * @description From the start of the request to the first byte of the response.
             */
            firstByteMs?: number | null;
            /**
             * Format: double
             * @description The whole attempt.
             */
            totalMs: number;
        };
        /** @description How an enquiry was routed. */
        Trace: {
            /** @description In order. */
            items: components["schemas"]["TraceEntry"][];
            /** @description The `cursor` of the next page; `null` on the last page. */
            nextCursor?: string | null;
        };
        /** @description One step of routing: what it did, or why it did not. */
        TraceEntry: components["schemas"]["TraceStep"] & {
            /** Format: date-time */
            at: string;
            kind: components["schemas"]["TraceKind"];
            /** @description The service group that it is about. */
            groupId?: string | null;
            /** @description The person that it is about. */
            staffId?: string | null;
            /** @description The chatbot that it is about. */
            chatbotId?: string | null;
            /** @description If it is about several people: the first 50 of them, in order. */
            staffIds: string[];
        };
        /**
         * @description A step of routing.
         * @enum {string}
         */
        TraceKind: "rule" | "skipped" | "waiting" | "offered" | "leftOut" | "asked" | "handedOver" | "withdrawn" | "declined" | "unanswered" | "pickedUp" | "missed" | "transferred" | "returned" | "takenOver" | "closed" | "reopened";
        /** @description A step of routing, as data and as a sentence. */
        TraceStep: {
            code: components["schemas"]["TraceCode"];
            /** @description The names and numbers that belong to the code, as they were at that time. */
            params?: {
                [key: string]: unknown;
            };
            /** @description The same as an English sentence. */
            text: string;
        };
        /**
         * @description What happens to a transfer that no one accepts: `loopback` returns it to the sender, `blind` marks it as missed.
         * @enum {string}
         */
        TransferMode: "blind" | "loopback";
        /** @description Whether staff are typing. */
        Typing: {
            /** @description `true`: started; `false`: stopped. */
            typing: boolean;
        };
        /** @description An id of either side, or a sequence. */
        UpTo: string | number;
        /** @description A person on a channel. */
        Visitor: {
            id: string;
            /** @description The channel's own id of the person. */
            externalId: string;
            name?: string | null;
            avatarUrl?: string | null;
            email?: string | null;
            phone?: string | null;
            language?: string | null;
            /** @description Other facts that the channel sent: scalars by name. */
            attributes: {
                [key: string]: unknown;
            };
            /** @description Whether staff blocked them: their messages are refused. */
            blocked: boolean;
        };
        /** @description A way to sign in besides a password. */
        WayIn: {
            /**
             * @description The label of the button, after "Sign in with".
             * @example Example Ltd
             */
            name: string;
            /**
             * @description The address that the browser opens. `&next=` and the path of a page of the dashboard may
             *     follow.
             * @example /api/v1/auth/single-sign-on/start?workspace=wsp_01JD00000000000000000000AA
             */
            url: string;
        };
        /** @description The ways to sign in besides a password. */
        WaysIn: {
            /** @description One for each workspace that has an identity provider. */
            providers: components["schemas"]["WayIn"][];
        };
        /**
         * @description The health of an endpoint: `retrying` while its latest requests failed and events wait for another attempt,
         *     `failing` while it is only probed until it responds again, `stopped` after HTTP 410, `none` without an endpoint.
         * @enum {string}
         */
        WebhookState: "healthy" | "retrying" | "failing" | "stopped" | "none";
        /** @description The welcome message. */
        WelcomeMessage: {
            enabled: boolean;
            text: string;
            /**
             * @description The text in other languages, by language tag (RFC 5646). Visitors get the one that matches
             *     their language best.
             */
            texts: components["schemas"]["BTreeMap"];
            when: components["schemas"]["WelcomeWhen"];
        };
        /** @description The welcome message. */
        WelcomeMessageForm: {
            enabled: boolean;
            /** @description Required if `enabled` is true. An empty text counts as left out. */
            text?: string | null;
            /**
             * @description The text in other languages. Visitors get the one that matches their language best. Replaces
             *     all existing ones.
             */
            texts?: {
                [key: string]: string;
            } | null;
            when?: components["schemas"]["WelcomeWhen"] | null;
        };
        /**
         * @description When visitors get the welcome message.
         * @enum {string}
         */
        WelcomeWhen: "firstContact" | "everyEnquiry";
        /** @description A business. */
        Workspace: {
            /** @example wsp_01JD00000000000000000000AA */
            id: string;
            name: string;
        };
        /**
         * @example tooLong
         * @enum {string}
         */
        FieldErrorCode: "required" | "requiredUnless" | "wrongType" | "tooShort" | "tooLong" | "blank" | "empty" | "tooFew" | "tooMany" | "tooLarge" | "outOfRange" | "tooSmall" | "notOneOf" | "notAnId" | "notFound" | "duplicate" | "notAllowedWith" | "notAllowedForType" | "unknownField" | "unknownParameter" | "invalidCursor" | "invalidTime" | "invalidDate" | "invalidTimeOfDay" | "invalidTimeZone" | "invalidLanguage" | "invalidEmail" | "invalidUrl" | "urlWithCredentials" | "urlWithQuery" | "nulCharacter" | "hiddenCharacter" | "brokenCharacter" | "invalidKey" | "invalidName" | "invalidExternalId" | "unknownVariable" | "inFuture" | "timeOutOfRange" | "before" | "sameAs" | "sumTooHigh" | "tooDeep" | "wrongPassword" | "wrongCode" | "notConfirmed" | "secretOfOtherProvider" | "providerUnusable" | "secretUnusable" | "alreadyOwner" | "fileNotUsable" | "uploadIncomplete" | "uploadUnreadable";
        /**
         * @example pickedUp
         * @enum {string}
         */
        TraceCode: "wroteFirst" | "bound" | "noDestination" | "branch" | "remainder" | "withinHours" | "outsideHours" | "closedOn" | "unknownTimeZone" | "skipped" | "waiting" | "leftOut" | "offered" | "chatbotAsked" | "chatbotHandedOver" | "chatbotClosed" | "chatbotFailed" | "chatbotSilent" | "visitorSilent" | "noLongerAvailable" | "declined" | "unanswered" | "pickedUp" | "assigned" | "engaged" | "takenOver" | "missed" | "transferred" | "returned" | "transferCancelled" | "closed" | "closedByVisitor" | "visitorLeft" | "autoClosed" | "reopened" | "text";
        /** @enum {string} */
        Scope: "enquiries:read" | "enquiries:write" | "visitors:read" | "visitors:write" | "files:read" | "files:write" | "channels:read" | "channels:write" | "routing:read" | "routing:write" | "sources:read" | "sources:write" | "deliveries:read" | "deliveries:write" | "staff:read" | "staff:write" | "access:read" | "access:write" | "service-groups:read" | "service-groups:write" | "chatbots:read" | "chatbots:write" | "labels:read" | "labels:write" | "canned-responses:read" | "canned-responses:write" | "sticky-bindings:read" | "sticky-bindings:write" | "settings:read" | "settings:write" | "roles:read" | "roles:write" | "audit-log:read" | "audit-log:write";
        /**
         * @example message.created
         * @enum {string}
         */
        WebhookEventType: "message.created" | "message.read" | "message.deleted" | "typing.started" | "typing.stopped" | "enquiry.opened" | "enquiry.assigned" | "enquiry.missed" | "enquiry.followedUp" | "enquiry.transferred" | "enquiry.closed";
        /**
         * @description The first destination is tried. When the wait there ends, or it has no active member, the
         *     next one is tried.
         */
        RoutingAlternative: {
            /** @description Service groups and chatbots, in the order in which they are tried. */
            destinations: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "alternative";
        };
        /** @description A percentage split of the enquiries that reach it, with exact shares. */
        RoutingPercentage: {
            /** @description Together at most 99 %. */
            branches: components["schemas"]["RoutingBranch"][];
            /** @description The remainder. */
            otherwise: components["schemas"]["Routing"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "percentage";
        };
        /** @description Depends on the day and time at which the enquiry opens, in a time zone. */
        RoutingTime: {
            /**
             * @description IANA name; `UTC` unless given.
             * @example Asia/Hong_Kong
             */
            timeZone: string;
            /** @description The first that matches wins. */
            conditions: components["schemas"]["RoutingCondition"][];
            /**
             * @description Dates on which no condition matches.
             * @example [
             *       "2026-12-25"
             *     ]
             */
            closures: string[];
            /** @description The rest of the time. */
            otherwise: components["schemas"]["Routing"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "time";
        };
    };
    responses: {
        /** @description `cross-site`: Cross-site requests are not allowed. */
        "403-cross-site": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid`: The request is invalid. */
        "422-invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `internal`: Internal server error. */
        "500-internal": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
        "503-overloaded-unavailable-timeout": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `malformed-json`: The body is not valid JSON. */
        "400-malformed-json": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `cross-site`: Cross-site requests are not allowed. `wrong-setup-token`: The setup link is invalid. Use the one that the server printed at its start. */
        "403-cross-site-wrong-setup-token": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `request-timeout`: The request took too long to arrive. */
        "408-request-timeout": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `already-set-up`: This server is already set up. */
        "409-already-set-up": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `payload-too-large`: The body is too large. */
        "413-payload-too-large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported-media-type`: The body must be application/json. */
        "415-unsupported-media-type": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `wrong-credentials`: The e-mail address or the password is wrong. `totp-required`: A code from your authenticator app is required. `wrong-totp`: The code is wrong or was already used. */
        "401-wrong-credentials-totp-required-wrong-totp": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `single-sign-on-required`: Sign in with single sign-on. `cross-site`: Cross-site requests are not allowed. */
        "403-single-sign-on-required-cross-site": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unreadable-secret`: The secret can't be read: it was encrypted with another key file. Replace it. */
        "409-unreadable-secret": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate-limited`: Too many requests. */
        "429-rate-limited": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
        "401-not-signed-in-invalid-token": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
        "403-cross-site-forbidden": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
        "403-forbidden-cross-site": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-found`: Not found. */
        "404-not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `version-mismatch`: Someone else changed this in the meantime. */
        "412-version-mismatch": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `email-taken`: This e-mail address is already in use. `limit-reached`: The limit has been reached. */
        "409-email-taken-limit-reached": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `staff-in-use`: The staff member still has open enquiries. `last-administrator`: The last administrator with a password can't be removed or demoted. */
        "409-staff-in-use-last-administrator": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `email-taken`: This e-mail address is already in use. `last-administrator`: The last administrator with a password can't be removed or demoted. */
        "409-email-taken-last-administrator": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `name-taken`: This name is already in use. `limit-reached`: The limit has been reached. */
        "409-name-taken-limit-reached": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `group-in-use`: The service group is in use by a routing rule. */
        "409-group-in-use": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `name-taken`: This name is already in use. */
        "409-name-taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid`: The request is invalid. `challenge-failed`: The endpoint did not pass the challenge. */
        "422-invalid-challenge-failed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `chatbot-in-use`: The chatbot is in use by a routing rule. */
        "409-chatbot-in-use": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `limit-reached`: The limit has been reached. */
        "409-limit-reached": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `source-in-use`: The source is in use by a channel. */
        "409-source-in-use": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `no-webhook`: The source has no webhook. */
        "409-no-webhook": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `source-stopped`: The source is stopped. `no-webhook`: The source has no webhook. */
        "409-source-stopped-no-webhook": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `name-taken`: This name is already in use. `source-in-use`: The source is in use by a channel. `limit-reached`: The limit has been reached. */
        "409-name-taken-source-in-use-limit-reached": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `channel-archived`: The channel is archived. */
        "409-channel-archived": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `idempotency-conflict`: This id was already used for a different message. `already-picked-up`: Someone else picked up the enquiry. `not-owner`: Pick up the enquiry first. `enquiry-closed`: The enquiry is closed. `unseen-message`: A newer message arrived. */
        "409-idempotency-conflict-already-picked-up-not-owner-enquiry-closed-unseen-message": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-found`: Not found. `unknown-message`: Message not found. */
        "404-not-found-unknown-message": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-owner`: Pick up the enquiry first. `not-failed`: The message has not failed. */
        "409-not-owner-not-failed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-owner`: Pick up the enquiry first. `enquiry-closed`: The enquiry is closed. `not-deletable`: The channel does not support deleting messages. */
        "409-not-owner-enquiry-closed-not-deletable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `already-picked-up`: Someone else picked up the enquiry. `not-offered`: The enquiry is not offered to you. `enquiry-closed`: The enquiry is closed. */
        "409-already-picked-up-not-offered-enquiry-closed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-picked-up`: The enquiry has not been picked up. `enquiry-closed`: The enquiry is closed. */
        "409-not-picked-up-enquiry-closed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-owner`: Pick up the enquiry first. `enquiry-closed`: The enquiry is closed. */
        "409-not-owner-enquiry-closed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-offered`: The enquiry is not offered to you. `enquiry-closed`: The enquiry is closed. */
        "409-not-offered-enquiry-closed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-owner`: Pick up the enquiry first. `not-picked-up`: The enquiry has not been picked up. `enquiry-closed`: The enquiry is closed. `nobody-available`: No one is available there. */
        "409-not-owner-not-picked-up-enquiry-closed-nobody-available": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-owner`: Pick up the enquiry first. `not-picked-up`: The enquiry has not been picked up. `enquiry-closed`: The enquiry is closed. */
        "409-not-owner-not-picked-up-enquiry-closed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `enquiry-closed`: The enquiry is closed. */
        "409-enquiry-closed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `channel-archived`: The channel is archived. `enquiry-closed`: The enquiry is closed. `enquiry-open`: The visitor already has an open enquiry. `too-late`: The enquiry was closed too long ago to be reopened. */
        "409-channel-archived-enquiry-closed-enquiry-open-too-late": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `idempotency-conflict`: This id was already used for a different message. `not-owner`: Pick up the enquiry first. `enquiry-closed`: The enquiry is closed. */
        "409-idempotency-conflict-not-owner-enquiry-closed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `forbidden`: You don't have permission to do this. `channel-suspended`: The channel is suspended. `visitor-blocked`: The visitor is blocked. `cross-site`: Cross-site requests are not allowed. */
        "403-forbidden-channel-suspended-visitor-blocked-cross-site": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `idempotency-conflict`: This id was already used for a different message. `enquiry-open`: The visitor already has an open enquiry. */
        "409-idempotency-conflict-enquiry-open": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `key-taken`: This key is already in use. `limit-reached`: The limit has been reached. */
        "409-key-taken-limit-reached": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `key-taken`: This key is already in use. */
        "409-key-taken": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid-token`: The access token is invalid. */
        "401-invalid-token": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `channel-suspended`: The channel is suspended. */
        "403-channel-suspended": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `no-channel`: The source has no channel yet. `limit-reached`: The limit has been reached. */
        "409-no-channel-limit-reached": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `range-not-satisfiable`: The requested range is outside the file. */
        "416-range-not-satisfiable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `channel-suspended`: The channel is suspended. `visitor-blocked`: The visitor is blocked. */
        "403-channel-suspended-visitor-blocked": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `no-channel`: The source has no channel yet. `idempotency-conflict`: This id was already used for a different message. */
        "409-no-channel-idempotency-conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid-message`: The message is invalid. */
        "422-invalid-message": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `no-channel`: The source has no channel yet. */
        "409-no-channel": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `outbox-not-used`: The source has a webhook, so its outbox is not used. */
        "409-outbox-not-used": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unknown-message`: Message not found. `unknown-visitor`: Visitor not found. */
        "404-unknown-message-unknown-visitor": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `no-channel`: The source has no channel yet. `not-editable`: This type of message has no text to edit. */
        "409-no-channel-not-editable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the server still has to be set up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupBody"];
                };
            };
            403: components["responses"]["403-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            /** @description Set up and signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInBody"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            403: components["responses"]["403-cross-site-wrong-setup-token"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-already-set-up"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogIn"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInBody"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-wrong-credentials-totp-required-wrong-totp"];
            403: components["responses"]["403-single-sign-on-required-cross-site"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-unreadable-secret"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    startSingleSignOn: {
        parameters: {
            query: {
                /** @description The workspace whose provider is used. */
                workspace: string;
                /** @description A page of the dashboard to go to afterwards, by its path. */
                next?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Redirects to the provider, or to the sign-in page. */
            303: {
                headers: {
                    /** @description The URL. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["403-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    finishSingleSignOn: {
        parameters: {
            query?: {
                /** @description The authorization code of the provider. */
                code?: string;
                /** @description The state that Causeway sent. */
                state?: string;
                /** @description The provider's own name for itself. */
                iss?: string;
                /** @description The error of the provider. */
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Redirects to the dashboard, or to the sign-in page. */
            303: {
                headers: {
                    /** @description The URL. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["403-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listWaysIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Empty if no workspace uses single sign-on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaysIn"];
                };
            };
            403: components["responses"]["403-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getSingleSignOn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The provider, if there is one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SingleSignOn"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    setSingleSignOn: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `version` that you saw. The change is refused with 412 if someone else has made another
                 *     one since.
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderForm"];
            };
        };
        responses: {
            /** @description It takes effect immediately. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SingleSignOn"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            412: components["responses"]["412-version-mismatch"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    removeSingleSignOn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no provider. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person who is signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    setAvailability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAvailability"];
            };
        };
        responses: {
            /** @description The person, as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            408: components["responses"]["408-request-timeout"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    tellActivity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Activity"];
            };
        };
        responses: {
            /** @description Recorded. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            408: components["responses"]["408-request-timeout"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description It takes effect immediately. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            408: components["responses"]["408-request-timeout"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    turnSecondFactorOn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorProof"];
            };
        };
        responses: {
            /** @description Recovery codes, for when the app is lost. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-unreadable-secret"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    turnSecondFactorOff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordConfirmation"];
            };
        };
        responses: {
            /** @description The second factor is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-unreadable-secret"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200; absent: all. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This session is the only one left. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A session of yours. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether you have one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    offerSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret. It is not told again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorOffer"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    turnSecondFactorOffFor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A staff member. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They have no second factor. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listStaff: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of staff. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    createStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStaff"];
            };
        };
        responses: {
            /** @description The new staff member. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-email-taken-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getStaff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A staff member. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The staff member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    removeStaff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A staff member. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-staff-in-use-last-administrator"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    updateStaff: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `version` that you saw. The change is refused with 412 if someone else has made another
                 *     one since.
                 */
                "If-Match"?: string;
            };
            path: {
                /** @description A staff member. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffChange"];
            };
        };
        responses: {
            /** @description The staff member, changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-email-taken-last-administrator"];
            412: components["responses"]["412-version-mismatch"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    unlinkSingleSignOnOf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A staff member. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are linked to no identity. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getStaffSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A staff member. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How they sign in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSignIn"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listServiceGroups: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of service groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceGroupList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    createServiceGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewServiceGroup"];
            };
        };
        responses: {
            /** @description The new service group. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceGroup"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-name-taken-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getServiceGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A service group. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceGroup"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    removeServiceGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A service group. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-group-in-use"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    updateServiceGroup: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `version` that you saw. The change is refused with 412 if someone else has made another
                 *     one since.
                 */
                "If-Match"?: string;
            };
            path: {
                /** @description A service group. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceGroupChange"];
            };
        };
        responses: {
            /** @description The service group, changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceGroup"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-name-taken"];
            412: components["responses"]["412-version-mismatch"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listChatbots: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of chatbots. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatbotList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    createChatbot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChatbot"];
            };
        };
        responses: {
            /** @description The new chatbot. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedChatbot"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-name-taken-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid-challenge-failed"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getChatbot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A chatbot. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The chatbot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chatbot"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    removeChatbot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A chatbot. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-chatbot-in-use"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    updateChatbot: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `version` that you saw. The change is refused with 412 if someone else has made another
                 *     one since.
                 */
                "If-Match"?: string;
            };
            path: {
                /** @description A chatbot. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatbotChange"];
            };
        };
        responses: {
            /** @description The chatbot, changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chatbot"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-name-taken"];
            412: components["responses"]["412-version-mismatch"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid-challenge-failed"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    revealChatbotSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A chatbot. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The present signing secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedSecret"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-unreadable-secret"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    rotateChatbotSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A chatbot. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Rotation"] | null;
            };
        };
        responses: {
            /** @description The new signing secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedSecret"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    testEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestEndpoint"];
            };
        };
        responses: {
            /** @description The result. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeResult"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listSources: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sources. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    createSource: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSource"];
            };
        };
        responses: {
            /** @description The new source. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedSource"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-name-taken-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid-challenge-failed"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The source. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    removeSource: {
        parameters: {
            query: {
                /** @description The source's name. */
                confirm: string;
            };
            header?: never;
            path: {
                /** @description A source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-source-in-use"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    updateSource: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `version` that you saw. The change is refused with 412 if someone else has made another
                 *     one since.
                 */
                "If-Match"?: string;
            };
            path: {
                /** @description A source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceChange"];
            };
        };
        responses: {
            /** @description The source, changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-name-taken"];
            412: components["responses"]["412-version-mismatch"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid-challenge-failed"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The credentials. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialUses"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    revealCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The present credentials. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credentials"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-unreadable-secret"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    rotateToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Rotation"] | null;
            };
        };
        responses: {
            /** @description The new access token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedToken"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    rotateSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Rotation"] | null;
            };
        };
        responses: {
            /** @description The new signing secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedSecret"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    replaySource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            /** @description The events that are sent again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    sendTestEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestEvent"];
            };
        };
        responses: {
            /** @description The result. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestEventResult"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-no-webhook"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getDeliveryStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last day. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryStats"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description The source that they go to. */
                sourceId?: string;
                /** @description `due`, `inFlight`, `delivered` or `failed`. */
                state?: string;
                /** @description The visitor whose conversation they are about. */
                visitorId?: string;
                /** @description The event's name, as in `message.created`. */
                event?: string;
                /** @description How many entries at most, 1 to 200. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A delivery: its `webhook-id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryWithAttempts"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    retryDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A delivery: its `webhook-id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryWithAttempts"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-source-stopped-no-webhook"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listChannels: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of channels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    createChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            /** @description The new channel. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-name-taken-source-in-use-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    updateChannel: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `version` that you saw. The change is refused with 412 if someone else has made another
                 *     one since.
                 */
                "If-Match"?: string;
            };
            path: {
                /** @description A channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelChange"];
            };
        };
        responses: {
            /** @description The channel, changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-name-taken"];
            412: components["responses"]["412-version-mismatch"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    suspendChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel, suspended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-channel-archived"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    resumeChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel, active. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-channel-archived"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    archiveChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel, archived. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    previewChannelRouting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoutingQuestion"];
            };
        };
        responses: {
            /** @description The destination, and the reasons. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingPreview"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    previewRouting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoutingQuestion"];
            };
        };
        responses: {
            /** @description The destination, and the reasons. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingPreview"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listEnquiries: {
        parameters: {
            query?: {
                /** @description `open`, `ongoing`, `missed`, `followedUp`, `closed`; several with commas between them. */
                status?: string;
                /** @description The channel that it came in on. */
                channelId?: string;
                /** @description Who picked it up. */
                ownerId?: string;
                /** @description A service group that was tried. */
                groupId?: string;
                /** @description A label that it has. */
                labelId?: string;
                /** @description The visitor that it belongs to. */
                visitorId?: string;
                /** @description A number such as `INQ-000001`, or part of a visitor's name, id or address. */
                q?: string;
                /** @description Opened at or after. */
                from?: string;
                /** @description Opened before. */
                to?: string;
                /** @description How many entries at most, 1 to 200. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of enquiries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnquiryList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enquiry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description The messages after this sequence. */
                after?: number;
                /** @description The messages before this sequence. */
                before?: number;
                /** @description How many messages at most, 1 to 200. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A part of the conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    postMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description The message had been sent before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The message is durable. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-idempotency-conflict-already-picked-up-not-owner-enquiry-closed-unseen-message"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    retryMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
                /** @description The message. */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message, queued. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found-unknown-message"];
            409: components["responses"]["409-not-owner-not-failed"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    takeMessageBack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
                /** @description The message. */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message, without its content. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found-unknown-message"];
            409: components["responses"]["409-not-owner-enquiry-closed-not-deletable"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    pickUpEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enquiry is yours. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-already-picked-up-not-offered-enquiry-closed"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    closeEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        /** @description Optional. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CloseEnquiry"] | null;
            };
        };
        responses: {
            /** @description The enquiry is closed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-not-picked-up-enquiry-closed"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    readEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadUpTo"];
            };
        };
        responses: {
            /** @description The enquiry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-not-owner-enquiry-closed"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    typeInEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Typing"];
            };
        };
        responses: {
            /** @description Sent. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-not-owner-enquiry-closed"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    declineEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enquiry, as it goes on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-not-offered-enquiry-closed"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    transferEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTransfer"];
            };
        };
        responses: {
            /** @description The enquiry, offered to others. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-not-owner-not-picked-up-enquiry-closed-nobody-available"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    cancelTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enquiry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-not-owner-not-picked-up-enquiry-closed"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    takeOverEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enquiry is yours. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-enquiry-closed"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    changeParticipants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParticipantsChange"];
            };
        };
        responses: {
            /** @description The enquiry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-not-owner-not-picked-up-enquiry-closed"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    snoozeEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSnooze"];
            };
        };
        responses: {
            /** @description The enquiry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-not-owner-not-picked-up-enquiry-closed"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    reopenEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enquiry is yours. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            409: components["responses"]["409-channel-archived-enquiry-closed-enquiry-open-too-late"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    postNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNote"];
            };
        };
        responses: {
            /** @description The note had been left before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The note. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-idempotency-conflict-not-owner-enquiry-closed"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    labelEnquiry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnquiryLabels"];
            };
        };
        responses: {
            /** @description The enquiry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enquiry"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getEnquiryTrace: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200; absent: all. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The enquiry. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The routing history. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trace"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getVisitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The visitor. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The visitor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visitor"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    blockVisitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The visitor. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Blocked"];
            };
        };
        responses: {
            /** @description The visitor. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visitor"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    writeToVisitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The visitor. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstMessage"];
            };
        };
        responses: {
            /** @description The message had been sent before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The message is durable. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-channel-suspended-visitor-blocked-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-idempotency-conflict-enquiry-open"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listLabels: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200; absent: all. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All labels, or a page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    createLabel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLabel"];
            };
        };
        responses: {
            /** @description The new label. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-name-taken-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    removeLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A label. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    updateLabel: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `version` that you saw. The change is refused with 412 if someone else has made another
                 *     one since.
                 */
                "If-Match"?: string;
            };
            path: {
                /** @description A label. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelChange"];
            };
        };
        responses: {
            /** @description The label, changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-name-taken"];
            412: components["responses"]["412-version-mismatch"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listCannedResponses: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200; absent: all. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All canned responses that you can use, or a page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedResponseList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    createCannedResponse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCannedResponse"];
            };
        };
        responses: {
            /** @description The new one. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedResponse"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-key-taken-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    removeCannedResponse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A canned response. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    updateCannedResponse: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `version` that you saw. The change is refused with 412 if someone else has made another
                 *     one since.
                 */
                "If-Match"?: string;
            };
            path: {
                /** @description A canned response. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CannedResponseChange"];
            };
        };
        responses: {
            /** @description The new state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedResponse"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-key-taken"];
            412: components["responses"]["412-version-mismatch"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listStickyBindings: {
        parameters: {
            query?: {
                /** @description Bindings on this channel. */
                channelId?: string;
                /** @description Bindings to this person. */
                staffId?: string;
                /** @description How many entries at most, 1 to 200. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of bindings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StickyBindingList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    removeStickyBinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A binding. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listRoles: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200; absent: all. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All roles. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    updateSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `version` that you saw. The change is refused with 412 if someone else has made another
                 *     one since.
                 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            /** @description The settings, changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            408: components["responses"]["408-request-timeout"];
            412: components["responses"]["412-version-mismatch"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listApiTokens: {
        parameters: {
            query?: {
                /** @description How many entries at most, 1 to 200; absent: all. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole list, or a page of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    createApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiTokenForm"];
            };
        };
        responses: {
            /** @description The token. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiTokenBody"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    removeApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API token. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is refused from now on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            404: components["responses"]["404-not-found"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                /** @description Who did it. */
                staffId?: string;
                /** @description What was done, as in `channel.updated`. */
                action?: string;
                /** @description How many entries at most, 1 to 200. */
                limit?: number;
                /** @description The `nextCursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the audit log. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryList"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-forbidden-cross-site"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /**
                 * @description The id of the last frame that you received, or the `causeway-cursor` of a response. If
                 *     absent, the stream begins now. The header `Last-Event-ID` does the same.
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream, as a WebSocket. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            422: components["responses"]["422-invalid"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    postFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileForm"];
            };
        };
        responses: {
            /** @description The file is durable. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFile"];
                };
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    postOmniFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileForm"];
            };
        };
        responses: {
            /** @description The file is durable. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFile"];
                };
            };
            401: components["responses"]["401-invalid-token"];
            403: components["responses"]["403-channel-suspended"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-no-channel-limit-reached"];
            413: components["responses"]["413-payload-too-large"];
            422: components["responses"]["422-invalid"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getFile: {
        parameters: {
            query?: {
                /** @description The thumbnail of a picture: at most 640 pixels wide and high, upright. */
                thumbnail?: boolean;
            };
            header?: never;
            path: {
                /** @description A file. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["FileBytes"];
                    "*/*": components["schemas"]["FileBytes"];
                };
            };
            /** @description The part asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["FileBytes"];
                    "*/*": components["schemas"]["FileBytes"];
                };
            };
            /** @description The caller has it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401-not-signed-in-invalid-token"];
            403: components["responses"]["403-cross-site-forbidden"];
            404: components["responses"]["404-not-found"];
            416: components["responses"]["416-range-not-satisfiable"];
            422: components["responses"]["422-invalid"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getSignedFile: {
        parameters: {
            query: {
                /** @description When the address expires, in seconds since 1970. */
                expires: number;
                signature: string;
            };
            header?: never;
            path: {
                /** @description A file. */
                id: string;
                /** @description The file name; it has no effect. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["FileBytes"];
                    "*/*": components["schemas"]["FileBytes"];
                };
            };
            /** @description The part asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["FileBytes"];
                    "*/*": components["schemas"]["FileBytes"];
                };
            };
            /** @description The caller has it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["404-not-found"];
            416: components["responses"]["416-range-not-satisfiable"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    postOmniMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncomingMessage"];
            };
        };
        responses: {
            /** @description The message had been accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedMessage"];
                };
            };
            /** @description The message is durable. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedMessage"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-invalid-token"];
            403: components["responses"]["403-channel-suspended-visitor-blocked"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-no-channel-idempotency-conflict"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid-message"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    postOmniBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageBatch"];
            };
        };
        responses: {
            /** @description The result of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageBatchResults"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-invalid-token"];
            403: components["responses"]["403-channel-suspended-visitor-blocked"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-no-channel-idempotency-conflict"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid-message"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    postOmniHistory: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["History"];
            };
        };
        responses: {
            /** @description The result of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryResults"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-invalid-token"];
            403: components["responses"]["403-channel-suspended"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-no-channel"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid-message"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    readOmniOutbox: {
        parameters: {
            query?: {
                /**
                 * @description The `nextCursor` of a response. If absent, reading begins at the first event that was not
                 *     confirmed.
                 */
                after?: string;
                /** @description Seconds to wait for an event when there is none. */
                wait?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            401: components["responses"]["401-invalid-token"];
            409: components["responses"]["409-outbox-not-used"];
            422: components["responses"]["422-invalid"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    confirmOmniOutbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutboxConfirmation"];
            };
        };
        responses: {
            /** @description Confirmed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-invalid-token"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-outbox-not-used"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    streamOmniOutbox: {
        parameters: {
            query?: {
                /** @description Like when reading; `Last-Event-ID` has the same meaning. */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["401-invalid-token"];
            409: components["responses"]["409-outbox-not-used"];
            422: components["responses"]["422-invalid"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    postOmniEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncomingEvent"];
            };
        };
        responses: {
            /** @description The event was taken. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-invalid-token"];
            403: components["responses"]["403-channel-suspended"];
            404: components["responses"]["404-unknown-message-unknown-visitor"];
            408: components["responses"]["408-request-timeout"];
            409: components["responses"]["409-no-channel-not-editable"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid-message"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    getOmniChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The source, channel and limits of the token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelInfo"];
                };
            };
            401: components["responses"]["401-invalid-token"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    putOmniCapabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Capabilities"];
            };
        };
        responses: {
            /** @description The stored values. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capabilities"];
                };
            };
            400: components["responses"]["400-malformed-json"];
            401: components["responses"]["401-invalid-token"];
            408: components["responses"]["408-request-timeout"];
            413: components["responses"]["413-payload-too-large"];
            415: components["responses"]["415-unsupported-media-type"];
            422: components["responses"]["422-invalid-message"];
            429: components["responses"]["429-rate-limited"];
            500: components["responses"]["500-internal"];
            503: components["responses"]["503-overloaded-unavailable-timeout"];
        };
    };
    webhookChatbotTurn: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        chatbot: {
                            id: string;
                            name: string;
                        };
                        enquiry: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "followedUp";
                        };
                        /** @description The visitor's last one; null where it was taken back. */
                        message: {
                            attachment?: Record<string, never>;
                            author: {
                                displayName?: string;
                                /** @enum {unknown} */
                                kind: "visitor" | "staff" | "bot" | "system";
                            };
                            contact?: {
                                emails?: string[] | (null | "");
                                name: string;
                                phones?: string[] | (null | "");
                            };
                            /** Format: date-time */
                            createdAt: string;
                            id: string;
                            location?: {
                                address?: string | (null | "");
                                latitude: number;
                                longitude: number;
                                title?: string | (null | "");
                            };
                            options?: {
                                label: string;
                                payload: string;
                            }[];
                            postback?: {
                                label?: string | (null | "");
                                payload: string;
                            };
                            /** @enum {unknown} */
                            purpose?: "reply" | "welcome" | "away" | "close" | "autoCloseWarning" | "bot";
                            sequence: number;
                            text?: string;
                            /** @enum {unknown} */
                            type: "text" | "image" | "video" | "audio" | "file" | "location" | "sticker" | "contact" | "postback" | "buttons" | "quickReplies";
                        } | null;
                        messages: {
                            attachment?: Record<string, never>;
                            author: {
                                displayName?: string;
                                /** @enum {unknown} */
                                kind: "visitor" | "staff" | "bot" | "system";
                            };
                            contact?: {
                                emails?: string[] | (null | "");
                                name: string;
                                phones?: string[] | (null | "");
                            };
                            /** Format: date-time */
                            createdAt: string;
                            id: string;
                            location?: {
                                address?: string | (null | "");
                                latitude: number;
                                longitude: number;
                                title?: string | (null | "");
                            };
                            options?: {
                                label: string;
                                payload: string;
                            }[];
                            postback?: {
                                label?: string | (null | "");
                                payload: string;
                            };
                            /** @enum {unknown} */
                            purpose?: "reply" | "welcome" | "away" | "close" | "autoCloseWarning" | "bot";
                            sequence: number;
                            text?: string;
                            /** @enum {unknown} */
                            type: "text" | "image" | "video" | "audio" | "file" | "location" | "sticker" | "contact" | "postback" | "buttons" | "quickReplies";
                        }[];
                        /** @description A given value replaces the stored one; an absent one, null and an empty text change nothing. */
                        visitor: {
                            attributes?: {
                                [key: string]: string | number | boolean | null;
                            } | (null | "");
                            avatarUrl?: string | (null | "");
                            email?: string | (null | "");
                            /** @description Your own id of the person, unique per source. */
                            id: string;
                            language?: string | (null | "");
                            name?: string | (null | "");
                            phone?: string | (null | "");
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "chatbot.turn";
                };
            };
        };
        responses: {
            /** @description It is not to be asked any more. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What the chatbot says. An empty body says nothing. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        messages?: ({
                            /** @enum {unknown} */
                            type: "text" | "buttons" | "quickReplies" | "location";
                        } & (unknown & unknown & unknown & unknown & unknown & unknown))[] | (null | "");
                        note?: string | (null | "");
                        then?: ("goOn" | "handOver" | "close") | (null | "");
                    };
                };
            };
        };
    };
    webhookEnquiryAssigned: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        staff?: {
                            displayName: string;
                        };
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "enquiry.assigned";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookEnquiryClosed: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "enquiry.closed";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookEnquiryFollowedUp: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        staff?: {
                            displayName: string;
                        };
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "enquiry.followedUp";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookEnquiryMissed: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "enquiry.missed";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookEnquiryOpened: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "enquiry.opened";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookEnquiryTransferred: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        staff?: {
                            displayName: string;
                        };
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "enquiry.transferred";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookMessageCreated: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry?: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        message: {
                            attachment?: {
                                mimeType?: string | (null | "");
                                name?: string | (null | "");
                                size?: number | (null | "");
                                /**
                                 * Format: uri
                                 * @description An http or https address.
                                 */
                                url: string;
                            };
                            author: {
                                displayName?: string;
                                /** @enum {unknown} */
                                kind: "staff" | "bot" | "system";
                            };
                            /** Format: date-time */
                            createdAt: string;
                            id: string;
                            location?: {
                                address?: string | (null | "");
                                latitude: number;
                                longitude: number;
                                title?: string | (null | "");
                            };
                            options?: {
                                label: string;
                                payload: string;
                            }[];
                            /** @enum {unknown} */
                            purpose?: "reply" | "welcome" | "away" | "close" | "autoCloseWarning" | "bot";
                            /** @description The text with the display name in front; absent where there is none. */
                            renderedText?: string;
                            replyTo?: string;
                            sequence: number;
                            text?: string;
                            /** @enum {unknown} */
                            type: "text" | "image" | "video" | "audio" | "file" | "location" | "buttons" | "quickReplies";
                        } & (unknown & unknown & unknown & unknown);
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "message.created";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookMessageDeleted: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry?: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        message: {
                            id: string;
                        };
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "message.deleted";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookMessageRead: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry?: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        /** @description Your id of the last message they read. */
                        upTo: string;
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "message.read";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookTypingStarted: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "typing.started";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookTypingStopped: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        channel: {
                            id: string;
                            name: string;
                        };
                        enquiry: {
                            id: string;
                            number: string;
                            /** @enum {unknown} */
                            status: "open" | "ongoing" | "missed" | "followedUp" | "closed";
                        };
                        visitor: {
                            /** @description Your own id of the visitor. */
                            id: string;
                        };
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "typing.stopped";
                };
            };
        };
        responses: {
            /** @description Nothing more is wanted: the source is stopped. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken. The body may tell your id of the message. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Your id of the message. */
                        id?: string;
                    };
                };
            };
        };
    };
    webhookChallenge: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
                "webhook-attempt": number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    challenge: string;
                    /** Format: date-time */
                    timestamp: string;
                    /** @constant */
                    type: "url_verification";
                };
            };
        };
        responses: {
            /** @description The challenge as it was sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        challenge: string;
                    };
                    "application/x-www-form-urlencoded": {
                        challenge: string;
                    };
                    "text/plain": string;
                };
            };
        };
    };
}

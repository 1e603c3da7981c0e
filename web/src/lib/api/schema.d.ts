// Generated from docs/openapi.json by `npm run api`. Change the server, not this file.

export interface paths {
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask whether this server is new */
        get: operations["getSetup"];
        put?: never;
        /**
         * Set a new server up
         * @description Creates the workspace and its administrator, and signs the administrator in. Works once, with the token of the link
         *     that the server printed at its start.
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
         * @description Answers with a session cookie, and one that makes the device known. Wrong tries are limited by e-mail address and network, on a
         *     known device by themselves; right ones never count.
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
         * @description Ends this session; others of the same person go on.
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
         * @description A browser is sent to the identity provider, or back to the sign-in page with the reason as `problem`.
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
         * Come back from the identity provider
         * @description Where the provider sends the browser. It goes on to the dashboard, signed in, or to the sign-in page with the reason as
         *     `problem`. A browser has ten minutes to come back.
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
         * List the ways to sign in beside a password
         * @description For the sign-in page, which nobody is signed in at.
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
         * @description Another provider is asked about itself first; when it can't be used, nothing is changed and the reason stands at `/issuer`. It, or
         *     another `clientId`, knows people by other names: each is found by their e-mail address again.
         */
        put: operations["setSingleSignOn"];
        post?: never;
        /**
         * Remove single sign-on
         * @description Everybody signs in with a password again, and who is signed in stays so.
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
        /** Tell who is signed in */
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
         * @description Only active staff are offered enquiries. Without an open event stream somebody is offline, whatever they chose.
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
         * Tell that a device is in use
         * @description Somebody who uses no device for 10 minutes, a phone for one, is idle and gets no offers. Tell it each half minute of use,
         *     and at once on coming back.
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
         * Choose another password
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
         * @description It takes the place of the one before, if there is one.
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
        /** List where you are signed in */
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
        /** Sign out somewhere */
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
        /** Tell whether you sign in with a second factor */
        get: operations["getSecondFactor"];
        put?: never;
        /**
         * Get a secret for an authenticator app
         * @description It counts once `turn-on` was shown a code of it; until then, what counted before does.
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
         * Take somebody's second factor away
         * @description For whoever lost their app and their recovery codes: they sign in with their password alone and may begin anew.
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
         * @description A program needs the scope `access:write` too, unless it adds an agent without a password.
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
         * @description They are signed out everywhere and leave their service groups. Their name stays on what they wrote. Refused while they
         *     handle enquiries.
         */
        delete: operations["removeStaff"];
        options?: never;
        head?: never;
        /**
         * Change a staff member
         * @description Another role, e-mail address or password takes the scope `access:write` of a program. A password that an administrator
         *     sets for somebody else ends that person's API tokens, unless `endApiTokens` is false.
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
         * End what links somebody to their account at the identity provider
         * @description For whoever got another account there: the next one that comes with their e-mail address is theirs. Nobody is signed out.
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
         * @description Tells whether there is a second factor to take away and a linked account to unlink.
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
         * @description Refused while a channel routes to it; the answer names the channels.
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
         * @description Refused while a channel routes to it; the answer names the channels. Where it is talking with a visitor, whoever is next
         *     is asked when the visitor writes again.
         */
        delete: operations["removeChatbot"];
        options?: never;
        head?: never;
        /**
         * Change a chatbot
         * @description A new address has to answer the challenge, signed with the present secrets; nothing is changed when it doesn't.
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
         * @description Every reading is written down in the audit log.
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
         * @description Requests carry a signature of each until the overlap ends.
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
         * @description Sends the challenge, signed like every event, and tells what came back. Nothing is saved.
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
         * @description The webhook, if there is one, has to answer the challenge first; nothing is saved when it doesn't.
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
         * @description Its access tokens stop working at once, and what its endpoint has not received yet is not sent any more. Refused while
         *     a channel uses it; the conversations of archived channels stay.
         */
        delete: operations["removeSource"];
        options?: never;
        head?: never;
        /**
         * Change a source
         * @description A new webhook has to answer the challenge, signed with the present secrets; nothing is changed when it doesn't.
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
         * @description Those that are good, without what is secret of them: whether an old one is still in use, and until when it works.
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
         * @description Every reading is written down in the audit log. One that can't be read is `null`; where neither can, the answer is
         *     `unreadable-secret`.
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
         * @description Outgoing requests carry a signature of each until the overlap ends.
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
         * Send again what was sent since
         * @description Every event that was delivered or given up since then is owed once more, in the order of its conversation, after what is
         *     owed there already, under the same `webhook-id` and with the same body. At most 10,000 at a time. Written down in the
         *     audit log. Asking again after an interruption is safe: what is owed is not owed twice.
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
         * @description A sample of any type, signed like every event and marked with `"test": true`, goes out at once and once. It belongs to no
         *     conversation and is not kept. Whether the source chose this type does not matter.
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
         * Show how deliveries went
         * @description Of the last 24 hours, with what the source is owed now.
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
         * @description The latest events first. How each request went is told with a single delivery.
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
         * @description What is due is tried at once, before all else of its source and even while the endpoint fails; where an earlier event of
         *     the same visitor waits, that one. What was delivered or has failed goes out once more, after everything that its visitor's
         *     channel is still owed, under the same `webhook-id` and with a day of retries anew.
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
         * @description From now on the source's access token takes messages in.
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
         * @description Enquiries that are on their way keep the destinations that they set out with.
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
         * @description It takes no messages any more; staff can finish what is open.
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
         * @description For good: it is kept for reports, and its name and source are free for another channel.
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
         * Ask where an enquiry would go
         * @description "Monday 09:05 in Hong Kong, language fr: who?" Changes nothing.
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
         * Ask where an enquiry of a new channel would go
         * @description The same for a channel that is not there yet: `routing` has to be given.
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
         * @description Those that the caller may see, the latest activity first. The header `causeway-cursor` tells where the event stream
         *     stood before the list was read: open `/api/v1/events` with it and nothing is missed.
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
        /** Look at an enquiry */
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
         * @description The whole room of the enquiry (for agents, what led up to the end of one that is closed), by rising `sequence`: the latest part, what follows `after`, or what leads up to
         *     `before`.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Answer in an enquiry
         * @description By whoever picked it up. `201` means that the message and what is owed to the channel are durable. A text longer than
         *     the channel can show becomes several messages; the answer is the first of them.
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
         * @description Your own, while its enquiry goes on: its content is hidden and the channel is told to hide it too. For channels that declared
         *     `deletes`.
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
         * Pick an enquiry up
         * @description The first wins: everybody else gets `409 already-picked-up` with who has it now, as `enquiry`. Whoever has it already
         *     gets it again.
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
         * Note what was read
         * @description By whoever picked the enquiry up. Never moves backwards; the channel is told.
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
         * Tell that you are typing
         * @description By whoever picked the enquiry up. Shown to colleagues and sent to the channel once; never stored or retried.
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
         * @description Others are asked at once, and you aren't again at this destination.
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
         * @description It stays yours until somebody there accepts by picking it up. When nobody does in time it is missed (`blind`) or stays
         *     yours (`loopback`). A chatbot answers the visitor at once, while the enquiry stays yours; when it hands over, the enquiry is
         *     missed or yours alone again.
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
         * @description Nobody is asked any more, and the enquiry stays with its owner. Nothing happens when nobody was asked.
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
         * Take an enquiry over
         * @description From whoever has it, or as if it were offered. For administrators, and supervisors of a service group that it was put to.
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
         * Say who takes part
         * @description Participants see the enquiry and answer in it beside its owner; at most 10. The owner and supervisors add and remove
         *     them; everybody may leave.
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
         * @description It is out of the way until that time, or until the visitor writes. Auto-close waits that long.
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
         * Open an enquiry again
         * @description Within 24 hours after it closed, while the conversation has no other enquiry. It is yours from then on.
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
         * @description It stands in the conversation, and the visitor never sees it. By the owner, participants, and who oversees the enquiry.
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
         * @description Also after it closed.
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
         * Tell how an enquiry was routed
         * @description Which part of the rule matched and why, who was offered it when, who was passed over and why.
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
        /** Tell who a visitor is */
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
         * @description Their channel is told `403 visitor-blocked` for every message, until they are unblocked. For whoever handled or takes part
         *     in the latest enquiry of theirs that they see, and for whoever oversees it.
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
         * @description Opens an enquiry that is yours from the start. Should it close, an answer within 7 days still comes to you first.
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
         * @description It is taken off every enquiry.
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
         * @description Everybody's, and one's own.
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
         * @description Those that have not expired. Supervisors see those to members of their service groups.
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
         * @description The visitor's next enquiry goes by the channel's rule.
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
         * Make an API token
         * @description It acts as you, within its scopes. Nothing of a person alone can be reached by one: sign-ins, passwords, the event stream,
         *     and API tokens themselves.
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
         * @description Server-sent events, resumed with `Last-Event-ID`; or, when the client asks for an upgrade, a WebSocket with one JSON
         *     object `{id, type, data}` per frame. The first frame is `hello`. Each person gets what they may see. An open stream is
         *     what makes a staff member online.
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
         * Hand in a file
         * @description As the part `file` of a form, or as the body itself with `Content-Type` and `Content-Disposition`. A reply refers to it
         *     by its `fileId`; one that no message refers to is removed after 24 hours.
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
         * Hand in a file
         * @description As the part `file` of a form, or as the body itself with `Content-Type` and `Content-Disposition`. What it is, is read
         *     from its content. A message refers to it by its `fileId`; one that no message refers to is removed after 24 hours.
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
         * @description For whoever handed it in, and whoever may read an enquiry in which a message with it is shown. Pictures, sound, film and
         *     plain text can be shown; everything else is a download. A part can be asked for by `Range`.
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
         * @description As it stands in `attachment.url` of outgoing messages: without signing in, for a week.
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
         * Hand in a visitor's message
         * @description Answers `201` once the message is durable, never earlier. The same `id` with the same content again answers `200` with
         *     the first answer and `"duplicate": true`; with other content it is refused with `409 idempotency-conflict`. So a caller
         *     that got no answer simply sends again.
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
         * Hand in several messages
         * @description 1 to 100 of them, together at most 4 MiB. Each is accepted or refused by itself, and each counts towards the limit of
         *     requests. Messages of one visitor are accepted in the order in which they stand.
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
         * @description 1 to 100 messages of both directions that were said elsewhere, together at most 4 MiB. Those of one visitor are taken in by
         *     their `sentAt`, whatever their order in the request; one that is older than what an earlier request brought is refused with
         *     `/sentAt`. Each `conversationId` of a visitor becomes a closed enquiry of its own, and so do the messages without one:
         *     nobody is asked, nothing is sent, no automatic message is said. Each message is taken in or refused by itself; the same `id`
         *     again is a duplicate. Once a visitor's conversation has begun here, its past is refused with `conversation-begun`.
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
         * @description For a source without a webhook: the same events in the same order, at least once. Without `after` reading begins at the
         *     first event that was not confirmed. At most 100 at a time.
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
         * @description Everything up to the cursor was dealt with and is not read again; staff see their messages as sent. Your own ids of
         *     messages, given beside it, are known from then on: receipts and replies may name them.
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
         * @description The same as server-sent events: `id` is the cursor, `event` the type, `data` the event with its `id`. Resumed with
         *     `Last-Event-ID`; events still have to be confirmed. It ends after 15 minutes: come back. It ends at once when the token
         *     is no longer good.
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
         * Tell of a receipt, an edit, typing, or news of a visitor
         * @description Receipts never move a message backwards: they may come late, twice and in any order.
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
         * @description The call to make first when connecting: it tells the source, channel, state and limits of the access token, and what
         *     last went wrong on the way to the webhook. It answers for suspended channels and for sources without a channel, too.
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
         * Say what the channel can do
         * @description Staff are then offered only that: other messages fall back to their text, longer texts are split at word ends. What is
         *     left out counts as never said: everything is assumed but receipts. Words and fields that are not known here are no fault;
         *     the answer says what was kept.
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
         * @description Signed as every event is. What stands in the answer is said to the visitor; without one, whoever is next in the rule is asked. The same turn has the same `webhook-id`.
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
         * Somebody picked the enquiry up.
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
         * The enquiry is over.
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
         * Somebody picked the enquiry up after it was missed.
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
         * Nobody took the enquiry in time.
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
         * A visitor wrote and no enquiry was open.
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
         * The enquiry went to somebody else.
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
         * Staff, a bot or an automatic message speaks.
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
         * Staff took a message back.
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
         * Staff started typing. Sent once, never tried again.
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
         * Staff stopped typing. Sent once, never tried again.
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
        /** @description What became of a message. */
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
            /**
             * @description Its number.
             * @example INQ-000001
             */
            enquiryNumber: string;
            /**
             * Format: date-time
             * @description When the message was accepted, the first time.
             */
            acceptedAt: string;
            /** @description The same message had been accepted before. */
            duplicate: boolean;
        };
        /** @description Which device is in use. */
        Activity: {
            device: components["schemas"]["Device"];
        };
        /** @description A token by which a program calls the management API. */
        ApiToken: {
            id: string;
            /** @description What it is for. */
            name: string;
            /** @description As whom it acts: it may do no more than this person, and ends with them. */
            staffId: string;
            /**
             * @description What it may be used for: an area of the API and `read` or `write`, which covers reading.
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
             * @description `null`: never.
             */
            expiresAt?: string | null;
            /**
             * Format: date-time
             * @description When it was last seen used, to the minute.
             */
            lastUsedAt?: string | null;
        };
        /** @description All API tokens of the workspace: there are at most 100. */
        ApiTokenList: {
            /** @description The oldest first. */
            items: components["schemas"]["ApiToken"][];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description Where a file is and what is known of it. */
        Attachment: {
            /**
             * @description Where staff get it: a path of this server, or an `http` or `https` address elsewhere.
             * @example /api/v1/files/file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E
             */
            url: string;
            state: components["schemas"]["AttachmentState"];
            /** @description Why it could not be copied. */
            reason?: string;
            /** @description The file, where it is kept here. */
            fileId?: string;
            /** @description Where staff get a small picture of it. */
            thumbnailUrl?: string;
            /**
             * Format: int32
             * @description Of a picture: pixels, upright.
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
         * @description How it stands with a file.
         * @enum {string}
         */
        AttachmentState: "ready" | "pending" | "failed";
        /** @description One change of settings, or one reading of a credential. */
        AuditEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @description Who. */
            staffId: string;
            staffName: string;
            /** @description What, as in `channel.updated` or `source.revealed`. */
            action: string;
            /** @description To what: its id. */
            subject: string;
            /** @description What that was called then. */
            subjectName: string;
        };
        /** @description Who says a message. */
        Author: {
            /** @description `visitor`, `staff`, `bot` or `system`. */
            kind: string;
            staffId?: string | null;
            /** @description What colleagues call them; of staff the full name. */
            displayName?: string | null;
        };
        /** @description Closing what is quiet: first a warning, then the end. */
        AutoClose: {
            enabled: boolean;
            /**
             * Format: int32
             * @description Without a word of visitor or staff before the warning.
             */
            quietSeconds: number;
            /**
             * Format: int32
             * @description Between the warning and the end.
             */
            warningSeconds: number;
            /** @description The warning. */
            text: string;
            /** @description The warning in other languages, by language tag (RFC 5646). */
            texts: components["schemas"]["BTreeMap"];
        };
        /** @description Closing what is quiet: first a warning, then the end. */
        AutoCloseForm: {
            enabled: boolean;
            /**
             * @description Without a word of visitor or staff before the warning.
             * @default 1800
             */
            quietSeconds?: number | null;
            /**
             * @description Between the warning and the end.
             * @default 300
             */
            warningSeconds?: number | null;
            /**
             * @description The warning.
             * @default Are you still there? We’ll close this conversation soon. Send a message to keep it open.
             */
            text?: string | null;
            /** @description The warning in other languages; none where `text` is given without them. */
            texts?: {
                [key: string]: string;
            } | null;
        };
        /** @description One automatic text, with `{{visitor.name}}`, `{{channel.name}}`, `{{staff.displayName}}` and `{{enquiry.number}}`. */
        AutomaticMessage: {
            enabled: boolean;
            text: string;
            /** @description The same in other languages, by language tag (RFC 5646): visitors get the one that suits theirs best. */
            texts: components["schemas"]["BTreeMap"];
        };
        /** @description One automatic text, with `{{visitor.name}}`, `{{channel.name}}`, `{{staff.displayName}}` and `{{enquiry.number}}`. */
        AutomaticMessageForm: {
            enabled: boolean;
            /** @description Required where `enabled` is true. Empty counts as left out. */
            text?: string | null;
            /** @description The same in other languages; visitors get the one that suits theirs best. All are replaced. */
            texts?: {
                [key: string]: string;
            } | null;
        };
        /**
         * @description Whether somebody can take an enquiry.
         * @enum {string}
         */
        Availability: "active" | "busy" | "idle" | "offline";
        BTreeMap: {
            [key: string]: string;
        };
        /** @description What became of one message. */
        BatchResult: components["schemas"]["AcceptedMessage"] | {
            /** @description A problem document. */
            error: Record<string, never>;
        };
        /** @description Whether a visitor is blocked. */
        Blocked: {
            /** @description Refuse their messages, or take them again. */
            blocked: boolean;
        };
        /** @description A text that staff call up by a short key. */
        CannedResponse: {
            id: string;
            /** @description What is typed behind a slash. */
            key: string;
            /** @description With `{{visitor.name}}`, `{{channel.name}}`, `{{staff.displayName}}` and `{{enquiry.number}}`. */
            text: string;
            /** @description Everybody uses it. */
            shared: boolean;
            /** @description Whose own it is. */
            ownerId?: string | null;
            /**
             * Format: int64
             * @description Counts changes, for `If-Match`.
             */
            version: number;
        };
        /** @description What is to change about a canned response; what is left out stays. */
        CannedResponseChange: {
            key?: string | null;
            text?: string | null;
        };
        /** @description Everybody's canned responses and one's own. */
        CannedResponseList: {
            /** @description By key; at most 500 of each kind. */
            items: components["schemas"]["CannedResponse"][];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description What a channel can do. */
        Capabilities: {
            /** @description Types of message it can show; absent: all. Types that are not known here are dropped. */
            types?: string[] | null;
            /** @description Receipts it sends: `delivered`, `read`. Others are dropped. */
            receipts?: string[];
            /** @description It can show that staff are typing. */
            typing?: boolean;
            /** @description It can take a message back. */
            deletes?: boolean;
            /**
             * Format: int64
             * @description Longest text it can show, in characters; absent: any.
             */
            textLengthMax?: number | null;
        };
        /**
         * @description Why a challenge failed.
         * @enum {string}
         */
        ChallengeReason: "invalid-url" | "dns" | "blocked-address" | "connect" | "tls" | "timeout" | "redirect" | "status" | "too-large" | "mismatch";
        /** @description What came of a challenge. */
        ChallengeResult: {
            /** @description Whether the endpoint passed. */
            ok: boolean;
            reason?: components["schemas"]["ChallengeReason"] | null;
            /**
             * Format: int32
             * @description The status that came back, if any did.
             */
            status?: number | null;
            /**
             * Format: int64
             * @description How long the whole exchange took.
             */
            durationMs: number;
            /** @description The first 1,024 characters that came back. */
            received?: string | null;
            /** @description What happened and what to mend, in words for the person who entered the address. */
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
            /** @description The types of message that the channel declared it can show; `null`: all. What staff are offered goes by this. */
            types?: string[] | null;
            /** @description Staff can take a message back: the channel declared `deletes`. */
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
        /** @description Who the access token is. */
        ChannelInfo: {
            /** @description The source that the token belongs to. */
            source: components["schemas"]["SourceInfo"];
            channel?: components["schemas"]["ChannelName"] | null;
            /** @description Of the channel: `active`, `suspended` or `archived`; `null` while there is none. */
            state?: string | null;
            /** @description What a request may hold. */
            limits: components["schemas"]["Limits"];
            /** @description What the channel said it can do. */
            capabilities: components["schemas"]["Capabilities"];
            /** @description The latest requests to the webhook that failed and have not succeeded since. */
            lastFailures: components["schemas"]["Failure"][];
        };
        /** @description Automatic texts. */
        ChannelMessages: {
            /** @description On a visitor's first message. */
            welcome: components["schemas"]["WelcomeMessage"];
            /** @description When no staff member can answer. */
            away: components["schemas"]["AutomaticMessage"];
            /** @description When staff close the enquiry. */
            close: components["schemas"]["AutomaticMessage"];
        };
        /** @description Automatic texts; what is left out stays as it is, or as a new channel has it. */
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
         * @description Open for business or not.
         * @enum {string}
         */
        ChannelState: "active" | "suspended" | "archived";
        /** @description A program that answers visitors until it hands over. */
        Chatbot: {
            /** @example bot_01JD00000000000000000000AA */
            id: string;
            /** @description Unique in the workspace. Visitors see it, unless the channel names nobody. */
            name: string;
            /** @description Where its turns go; `null` to whoever may not manage channels. */
            webhookUrl?: string | null;
            /** @description While it is `failing` or `stopped`, the next destination is tried instead. */
            webhookState: components["schemas"]["WebhookState"];
            /**
             * Format: int64
             * @description Conversations that wait for its answer.
             */
            waiting: number;
            /** @description What is wrong with the endpoint; `null` to whoever may not manage channels. */
            failureReason?: string | null;
            /**
             * Format: int32
             * @description Seconds that it has for each answer before the next destination is tried.
             */
            answerSeconds: number;
            /**
             * Format: int32
             * @description Minutes without a word of the visitor after which a conversation with it closes.
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
            /** @description It has to answer the challenge. The present address of an endpoint that is failing or stopped is tried again. */
            webhookUrl?: string | null;
            answerSeconds?: number | null;
            quietMinutes?: number | null;
        };
        /** @description One thing to tap. */
        ChoiceOption: {
            label: string;
            payload: string;
        };
        /**
         * @description What somebody says of themselves.
         * @enum {string}
         */
        ChosenAvailability: "active" | "busy" | "idle";
        /** @description What to do on closing. */
        CloseEnquiry: {
            /** @description The labels that the enquiry gets; left out: those that it has. */
            labelIds?: string[] | null;
        };
        /**
         * @description How a label is shown.
         * @enum {string}
         */
        Colour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
        /** @description A contact card. */
        Contact: {
            name: string;
            phones?: string[];
            emails?: string[];
        };
        /** @description A new chatbot, with the secret that nobody is shown again unasked. */
        CreatedChatbot: components["schemas"]["Chatbot"] & {
            /**
             * @description What its requests are signed with.
             * @example whsec_…
             */
            signingSecret: string;
        };
        /** @description A new source, with the credentials that nobody is shown again unasked. */
        CreatedSource: components["schemas"]["Source"] & {
            /**
             * @description What the channel presents to the Omni API.
             * @example cw_…
             */
            accessToken: string;
            /**
             * @description What outgoing requests are signed with.
             * @example whsec_…
             */
            signingSecret: string;
        };
        /**
         * @description What a credential is for.
         * @enum {string}
         */
        CredentialKind: "accessToken" | "signingSecret";
        /** @description A credential, without what is secret of it. */
        CredentialUse: {
            kind: components["schemas"]["CredentialKind"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it stops being good; `null`: it is the present one.
             */
            expiresAt?: string | null;
            /**
             * Format: date-time
             * @description When it was last presented, to the minute; of access tokens.
             */
            lastUsedAt?: string | null;
        };
        /** @description The credentials of a source that are good. */
        CredentialUses: {
            /** @description Of each kind the present one first, then those that run out. */
            items: components["schemas"]["CredentialUse"][];
        };
        /** @description The present credentials of a source. */
        Credentials: {
            /**
             * @description What the channel presents to the Omni API. `null` when it was sealed with a key that is lost: it still works, and
             *     only replacing it makes one that can be read.
             */
            accessToken?: string | null;
            /**
             * @description What outgoing requests are signed with. `null` when it was sealed with a key that is lost: nothing is signed with it
             *     until it is replaced.
             */
            signingSecret?: string | null;
        };
        /** @description An event that a source was sent, or is owed. */
        Delivery: {
            /**
             * @description The `webhook-id`.
             * @example dlv_01JD00000000000000000000AA
             */
            id: string;
            sourceId: string;
            sourceName: string;
            /** @description Whose conversation it is about. */
            visitorId: string;
            visitorName: string;
            enquiryId?: string | null;
            enquiryNumber?: string | null;
            /** @description The message it carries. */
            messageId?: string | null;
            /** @description What it tells, as in `message.created`. */
            event: string;
            state: components["schemas"]["DeliveryProgress"];
            /**
             * Format: int64
             * @description Requests made with it.
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
             * @description The status that came back with the last request, where it was no success.
             */
            lastStatus?: number | null;
            /** @description Why it did not arrive with the last request. */
            lastReason?: string | null;
            /**
             * Format: date-time
             * @description When the next request is made, as far as that is known.
             */
            nextAttemptAt?: string | null;
            waitsFor?: components["schemas"]["DeliveryWaits"] | null;
        };
        /** @description One request. */
        DeliveryAttempt: components["schemas"]["Exchange"] & {
            /**
             * Format: int64
             * @description 1, 2, 3 … of the delivery; the `webhook-attempt`.
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
             * @description The status that came back.
             */
            status?: number | null;
            /** @description Why the event did not arrive; `null`: it did. */
            reason?: string | null;
        };
        /** @description Some hours' requests. */
        DeliveryHour: {
            /**
             * Format: date-time
             * @description When the time begins that is told of.
             */
            from: string;
            /**
             * Format: int64
             * @description Requests made.
             */
            attempts: number;
            /**
             * Format: int64
             * @description Those with which an event arrived.
             */
            arrived: number;
            /**
             * Format: int64
             * @description Half of the requests took at most so long, in milliseconds: the upper end of a class.
             */
            p50Ms?: number | null;
            /**
             * Format: int64
             * @description Of a hundred, 95 took at most so long.
             */
            p95Ms?: number | null;
        };
        /**
         * @description Where a delivery stands.
         * @enum {string}
         */
        DeliveryProgress: "due" | "inFlight" | "delivered" | "failed";
        /** @description A day of a source's deliveries. */
        DeliveryStats: {
            /**
             * Format: int64
             * @description Events that have not arrived and were not given up.
             */
            waiting: number;
            /**
             * Format: int64
             * @description Conversations whose next event is being sent.
             */
            inFlight: number;
            /**
             * Format: date-time
             * @description When the oldest event happened that comes next in its conversation.
             */
            oldestAt?: string | null;
            /** @description All hours together. */
            day: components["schemas"]["DeliveryHour"];
            /** @description The last 24 hours, the present one last. */
            hours: components["schemas"]["DeliveryHour"][];
        };
        /**
         * @description What a delivery waits for.
         * @enum {string}
         */
        DeliveryWait: "turn" | "retry" | "earlier" | "probe" | "stopped" | "reader";
        /** @description What a delivery waits for, and for which other one. */
        DeliveryWaits: {
            kind: components["schemas"]["DeliveryWait"];
            /** @description The earlier event. */
            deliveryId?: string | null;
        };
        /** @description A delivery with what was sent and what came back. */
        DeliveryWithAttempts: components["schemas"]["Delivery"] & {
            /** @description What each request carries. */
            body: string;
            /** @description The latest requests that are still kept, the last one first. */
            attempts: components["schemas"]["DeliveryAttempt"][];
        };
        /**
         * @description What somebody uses Causeway with.
         * @enum {string}
         */
        Device: "desktop" | "phone";
        /**
         * @description Who said a past message.
         * @enum {string}
         */
        Direction: "incoming" | "outgoing";
        /**
         * @description How staff are named to visitors.
         * @enum {string}
         */
        DisplayNameFormat: "none" | "firstName" | "firstAndLastName";
        /**
         * @description Who of a service group is offered an enquiry.
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
            /** @description Who takes part beside the owner. */
            participantIds: string[];
            /** @description The service group that was tried last, or the chatbot: while it is asked, and once it ended the enquiry by itself. */
            destinationId?: string | null;
            /** @description The chatbot that was asked last. */
            chatbotId?: string | null;
            /**
             * @description All service groups that were tried or passed over, the last one last; where the rule asked nobody at that time, those
             *     that it asks at others. Their members may follow it up once it is missed, and their supervisors oversee it.
             */
            destinationIds: string[];
            /** @description Staff who were asked by themselves, or who wrote first. The same holds for them and their supervisors. */
            askedIds: string[];
            /** @description Ids of labels, by name. */
            labels: string[];
            /** @description Who may pick it up now. */
            offers: components["schemas"]["Offer"][];
            transfer?: components["schemas"]["EnquiryTransfer"] | null;
            /**
             * Format: date-time
             * @description Put off until then, or until the visitor writes.
             */
            snoozedUntil?: string | null;
            /**
             * Format: date-time
             * @description When auto-close acts next, unless somebody says something.
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
             * @description Visitor's messages after that; 100 stands for as many or more.
             */
            unread: number;
            /** Format: int64 */
            version: number;
        };
        /** @description The labels of an enquiry. */
        EnquiryLabels: {
            /** @description All of them: what is left out is taken off. */
            labelIds: string[];
        };
        /**
         * @description Where an enquiry stands.
         * @enum {string}
         */
        EnquiryStatus: "open" | "ongoing" | "missed" | "followedUp" | "closed";
        /** @description An enquiry that its owner hands on. */
        EnquiryTransfer: {
            /** @description A service group, a chatbot or a staff member. */
            to: string;
            mode: components["schemas"]["TransferMode"];
            /** Format: date-time */
            expiresAt: string;
        };
        /** @description A request as it went out, and its answer. Signatures, cookies and the like are hidden. */
        Exchange: {
            request: components["schemas"]["ExchangeRequest"];
            response?: components["schemas"]["ExchangeResponse"] | null;
            timings: components["schemas"]["Timings"];
        };
        ExchangeRequest: {
            url: string;
            headers: components["schemas"]["HeaderField"][];
            /** @description The address that was spoken to. */
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
            /** @description Whether the body went on. */
            bodyCut: boolean;
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
             * @description The status that came back, if one did.
             */
            status?: number | null;
            /** @description Why, in words. */
            reason: string;
        };
        /** @description One thing wrong with an input. */
        FieldError: {
            /**
             * @description Where: a JSON pointer (RFC 6901) into the body, or `/` and the name of a query parameter.
             * @example /name
             */
            pointer: string;
            /**
             * @example tooLong
             * @enum {string}
             */
            code: "required" | "requiredUnless" | "wrongType" | "tooShort" | "tooLong" | "blank" | "empty" | "tooFew" | "tooMany" | "tooLarge" | "outOfRange" | "tooSmall" | "notOneOf" | "notAnId" | "notFound" | "duplicate" | "notAllowedWith" | "notAllowedForType" | "unknownField" | "unknownParameter" | "invalidCursor" | "invalidTime" | "invalidDate" | "invalidTimeOfDay" | "invalidTimeZone" | "invalidLanguage" | "invalidEmail" | "invalidUrl" | "urlWithCredentials" | "urlWithQuery" | "nulCharacter" | "hiddenCharacter" | "brokenCharacter" | "invalidKey" | "invalidName" | "invalidExternalId" | "unknownVariable" | "inFuture" | "timeOutOfRange" | "before" | "sameAs" | "sumTooHigh" | "tooDeep" | "wrongPassword" | "wrongCode" | "notConfirmed" | "secretOfOtherProvider" | "providerUnusable" | "secretUnusable" | "alreadyOwner" | "fileNotUsable" | "uploadIncomplete" | "uploadUnreadable";
            /** @description The numbers and names that belong to the code, such as `max` and `actual` of `tooLong`. */
            params?: Record<string, never>;
            /**
             * @description The same as an English sentence without its subject: `must have at most 40 characters, has 63`.
             * @example must have at most 40 characters, has 63
             */
            detail: string;
        };
        /** @description A file that was kept. */
        File: {
            /**
             * @description What messages refer to it by.
             * @example file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E
             */
            fileId: string;
            /** @description Its name, made safe. */
            name: string;
            /** @description What it is by its content. */
            mimeType: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description Of its bytes, in hexadecimal. */
            sha256: string;
            /**
             * Format: int32
             * @description Of a picture that can be shown small: pixels, upright.
             */
            width?: number;
            /** Format: int32 */
            height?: number;
        };
        /** Format: binary */
        FileBytes: string;
        /** @description A file as a part of a form. */
        FileForm: {
            /**
             * Format: binary
             * @description The file; its name and media type stand in the part's header.
             */
            file: string;
        };
        /** @description A first message. */
        FirstMessage: {
            /** @description The client's id of the message: sending again with the same id changes nothing. */
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
        /** @description What became of one message. */
        HistoryResult: components["schemas"]["ImportedMessage"] | {
            /** @description A problem document. */
            error: Record<string, never>;
        };
        /** @description What became of each message, in order. */
        HistoryResults: {
            results: components["schemas"]["HistoryResult"][];
        };
        /** @description An identity provider that speaks OpenID Connect. */
        IdentityProvider: {
            /** @description What stands on the button, after "Sign in with". */
            name: string;
            /**
             * @description The provider, as it calls itself.
             * @example https://id.example.com/realms/staff
             */
            issuer: string;
            clientId: string;
            /** @description There is one; it is not told. */
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
            /** @description What stands on the button, after "Sign in with". */
            name: string;
            /** @description The provider, exactly as it calls itself. `https`; `http` where the operator lets Causeway reach an address that is not public. */
            issuer: string;
            clientId: string;
            /** @description Left out: it stays, unless the provider is another. Empty: there is none. */
            clientSecret?: string | null;
            /** @description Who still signs in with a password. Administrators always may. */
            passwords: components["schemas"]["Passwords"];
        };
        /** @description A past message that was taken in. */
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
             * @description The staff member whom `staffEmail` names; `null` where there is none of that address, and the message keeps the
             *     author's `displayName` alone.
             */
            staffId?: string | null;
            /** @description The same message had been taken in before. */
            duplicate: boolean;
        };
        /** @description Something that happened on the channel's side. Which fields a type needs stands beside them. */
        IncomingEvent: {
            type: components["schemas"]["IncomingEventType"];
            /** Format: date-time */
            at?: string | null;
            /** @description Receipts: Causeway's id of the message. */
            messageId?: string | null;
            /** @description Receipts: the channel's id of the message. */
            externalId?: string | null;
            /** @description `typing.*`, `conversation.closed`, and receipts with `upTo`: the channel's id of the visitor. */
            visitorId?: string | null;
            /** @description Receipts of all messages up to one: an id of either side, or a sequence. */
            upTo?: components["schemas"]["UpTo"];
            /** @description `message.failed`: why, for staff. */
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
             * @description When the visitor sent it. Order in the conversation is order of acceptance.
             */
            sentAt?: string | null;
            type: components["schemas"]["IncomingType"];
            /**
             * @description Of type `text`: required. On media: a caption of at most 1,024 characters.
             * @example Hello!
             */
            text?: string | null;
            /** @description Of media types: required. */
            attachment?: components["schemas"]["NewAttachment"];
            /** @description Of type `location`: required. */
            location?: components["schemas"]["Location"];
            /** @description Of type `contact`: required. */
            contact?: components["schemas"]["Contact"];
            /** @description Of type `postback`: required. */
            postback?: components["schemas"]["Postback"];
            /** @description An id of either direction that it answers. */
            replyTo?: string | null;
        };
        /**
         * @description The type of a visitor's message.
         * @enum {string}
         */
        IncomingType: "text" | "image" | "video" | "audio" | "file" | "location" | "sticker" | "contact" | "postback";
        /** @description Who wrote. A given value replaces the stored one; an absent one, `null` and an empty text change nothing. */
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
            attributes?: Record<string, never>;
        };
        /** @description What enquiries are sorted by. */
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
            /** @description By name; at most 200. */
            items: components["schemas"]["Label"][];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description The latest request to a source's endpoint. */
        LastDelivery: {
            /** Format: date-time */
            at: string;
            /** @description Where its delivery stands: `due` (it is tried again), `delivered` or `failed`. */
            state: string;
            /** @description Why it did not arrive. */
            reason?: string | null;
        };
        /** @description The last thing said, for lists. */
        LastMessage: {
            id: string;
            /** Format: int64 */
            sequence: number;
            type: string;
            /**
             * @description The text or caption, or what stands for it. Never the address of a file. `null` on a file without a caption, and on
             *     what was taken back.
             */
            text?: string | null;
            /** @description What its file is called, where it has one with a name. */
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
        /** @description What a request may hold. */
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
        List_AuditEntry: {
            /** @description The entries, in order. */
            items: {
                id: string;
                /** Format: date-time */
                at: string;
                /** @description Who. */
                staffId: string;
                staffName: string;
                /** @description What, as in `channel.updated` or `source.revealed`. */
                action: string;
                /** @description To what: its id. */
                subject: string;
                /** @description What that was called then. */
                subjectName: string;
            }[];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        List_Channel: {
            /** @description The entries, in order. */
            items: {
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
                /** @description The types of message that the channel declared it can show; `null`: all. What staff are offered goes by this. */
                types?: string[] | null;
                /** @description Staff can take a message back: the channel declared `deletes`. */
                deletes: boolean;
                /** Format: date-time */
                createdAt: string;
                /**
                 * Format: int64
                 * @description Counts changes, for `If-Match`.
                 */
                version: number;
            }[];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        List_Chatbot: {
            /** @description The entries, in order. */
            items: {
                /** @example bot_01JD00000000000000000000AA */
                id: string;
                /** @description Unique in the workspace. Visitors see it, unless the channel names nobody. */
                name: string;
                /** @description Where its turns go; `null` to whoever may not manage channels. */
                webhookUrl?: string | null;
                /** @description While it is `failing` or `stopped`, the next destination is tried instead. */
                webhookState: components["schemas"]["WebhookState"];
                /**
                 * Format: int64
                 * @description Conversations that wait for its answer.
                 */
                waiting: number;
                /** @description What is wrong with the endpoint; `null` to whoever may not manage channels. */
                failureReason?: string | null;
                /**
                 * Format: int32
                 * @description Seconds that it has for each answer before the next destination is tried.
                 */
                answerSeconds: number;
                /**
                 * Format: int32
                 * @description Minutes without a word of the visitor after which a conversation with it closes.
                 */
                quietMinutes: number;
                /** Format: date-time */
                createdAt: string;
                /**
                 * Format: int64
                 * @description Counts changes, for `If-Match`.
                 */
                version: number;
            }[];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        List_Delivery: {
            /** @description The entries, in order. */
            items: {
                /**
                 * @description The `webhook-id`.
                 * @example dlv_01JD00000000000000000000AA
                 */
                id: string;
                sourceId: string;
                sourceName: string;
                /** @description Whose conversation it is about. */
                visitorId: string;
                visitorName: string;
                enquiryId?: string | null;
                enquiryNumber?: string | null;
                /** @description The message it carries. */
                messageId?: string | null;
                /** @description What it tells, as in `message.created`. */
                event: string;
                state: components["schemas"]["DeliveryProgress"];
                /**
                 * Format: int64
                 * @description Requests made with it.
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
                 * @description The status that came back with the last request, where it was no success.
                 */
                lastStatus?: number | null;
                /** @description Why it did not arrive with the last request. */
                lastReason?: string | null;
                /**
                 * Format: date-time
                 * @description When the next request is made, as far as that is known.
                 */
                nextAttemptAt?: string | null;
                waitsFor?: components["schemas"]["DeliveryWaits"] | null;
            }[];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        List_Enquiry: {
            /** @description The entries, in order. */
            items: {
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
                /** @description Who takes part beside the owner. */
                participantIds: string[];
                /** @description The service group that was tried last, or the chatbot: while it is asked, and once it ended the enquiry by itself. */
                destinationId?: string | null;
                /** @description The chatbot that was asked last. */
                chatbotId?: string | null;
                /**
                 * @description All service groups that were tried or passed over, the last one last; where the rule asked nobody at that time, those
                 *     that it asks at others. Their members may follow it up once it is missed, and their supervisors oversee it.
                 */
                destinationIds: string[];
                /** @description Staff who were asked by themselves, or who wrote first. The same holds for them and their supervisors. */
                askedIds: string[];
                /** @description Ids of labels, by name. */
                labels: string[];
                /** @description Who may pick it up now. */
                offers: components["schemas"]["Offer"][];
                transfer?: components["schemas"]["EnquiryTransfer"] | null;
                /**
                 * Format: date-time
                 * @description Put off until then, or until the visitor writes.
                 */
                snoozedUntil?: string | null;
                /**
                 * Format: date-time
                 * @description When auto-close acts next, unless somebody says something.
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
                 * @description Visitor's messages after that; 100 stands for as many or more.
                 */
                unread: number;
                /** Format: int64 */
                version: number;
            }[];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        List_ServiceGroup: {
            /** @description The entries, in order. */
            items: {
                /** @example grp_01JD00000000000000000000AA */
                id: string;
                /** @description Unique in the workspace. */
                name: string;
                /** @description In order. */
                memberIds: string[];
                distribution: components["schemas"]["Distribution"];
                /**
                 * Format: int32
                 * @description Seconds that one member is rung before the next; used by one-by-one distributions.
                 */
                ringSeconds: number;
                /**
                 * Format: int32
                 * @description Seconds before the next destination is tried.
                 */
                waitSeconds: number;
                /**
                 * Format: int32
                 * @description Open enquiries that one member may have at a time; `null`: any number.
                 */
                maxOpenPerMember?: number | null;
                /** @description Language tags (RFC 5646); empty: all languages. */
                languages: string[];
                /**
                 * Format: int64
                 * @description Counts changes, for `If-Match`.
                 */
                version: number;
            }[];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        List_Source: {
            /** @description The entries, in order. */
            items: {
                /** @example src_01JD00000000000000000000AA */
                id: string;
                /** @description Unique in the workspace. */
                name: string;
                /** @description Where its events go; `null`: the channel reads its outbox. */
                webhookUrl?: string | null;
                webhookState: components["schemas"]["WebhookState"];
                /**
                 * Format: int64
                 * @description Events that have not arrived and were not given up.
                 */
                waiting: number;
                /** @description The events that it gets; `message.created` is always among them. */
                events: string[];
                /** @description The channel on it that is not archived. */
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
            }[];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        List_Staff: {
            /** @description The entries, in order. */
            items: {
                /** @example stf_01JD00000000000000000000AA */
                id: string;
                /** @description What they sign in with. */
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
            }[];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description One page of a list. */
        List_StickyBinding: {
            /** @description The entries, in order. */
            items: {
                id: string;
                channelId: string;
                channelName: string;
                visitor: components["schemas"]["Visitor"];
                staffId: string;
                /** Format: date-time */
                boundAt: string;
                /**
                 * Format: date-time
                 * @description `null`: never.
                 */
                expiresAt?: string | null;
            }[];
            /** @description What to ask for to get the next page; `null`: this is the last. */
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
        /** @description Who signs in. */
        LogIn: {
            /** @description Their e-mail address. */
            email: string;
            /** @description Their password. */
            password: string;
            /** @description Of whoever signs in with a second factor: the code that the authenticator app shows, or a recovery code. */
            totp?: string | null;
        };
        /** @description The person who is signed in. */
        Me: components["schemas"]["Staff"] & {
            workspace: components["schemas"]["Workspace"];
            /** @description What their role lets them do in the workspace, apart from enquiries. */
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
            /**
             * @description `text`, `image`, `video`, `audio`, `file`, `location`, `sticker`, `contact`, `postback`, `buttons` or
             *     `quickReplies`.
             */
            type: string;
            text?: string | null;
            attachment?: components["schemas"]["Attachment"] | null;
            location?: components["schemas"]["Location"] | null;
            contact?: components["schemas"]["Contact"] | null;
            postback?: components["schemas"]["Postback"] | null;
            options?: components["schemas"]["ChoiceOption"][] | null;
            author: components["schemas"]["Author"];
            /** @description `reply`, `welcome`, `away`, `close`, `autoCloseWarning` or `bot`; `null` on a visitor's message and on a note. */
            purpose?: string | null;
            /** @description A note among staff. */
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
             * @description When the visitor took it back: the content is hidden.
             */
            deletedAt?: string | null;
            delivery?: components["schemas"]["MessageDelivery"] | null;
        };
        /** @description Messages, in the order in which they are to be accepted. */
        MessageBatch: {
            messages: components["schemas"]["IncomingMessage"][];
        };
        /** @description What became of each message, in order. */
        MessageBatchResults: {
            results: components["schemas"]["BatchResult"][];
        };
        /** @description What became of an outgoing message. */
        MessageDelivery: {
            /** @description `queued`, `sent`, `delivered`, `read` or `failed`. */
            state: string;
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
        /** @description A part of a conversation. */
        MessageList: {
            /** @description By rising sequence. */
            items: components["schemas"]["Message"][];
            /** @description There are more in the direction that was asked for. */
            hasMore: boolean;
            /** @description Always `null`: a conversation is read by sequence. */
            nextCursor?: string | null;
        };
        /** @description A token that was just made. */
        NewApiTokenBody: components["schemas"]["ApiToken"] & {
            /**
             * @description What the program presents, as `Authorization: Bearer …`. It is not told again.
             * @example cwa_…
             */
            secret: string;
        };
        /** @description A token to make. */
        NewApiTokenForm: {
            /** @description What it is for. */
            name: string;
            /** @description What it may be used for. */
            scopes: ("enquiries:read" | "enquiries:write" | "visitors:read" | "visitors:write" | "files:read" | "files:write" | "channels:read" | "channels:write" | "routing:read" | "routing:write" | "sources:read" | "sources:write" | "deliveries:read" | "deliveries:write" | "staff:read" | "staff:write" | "access:read" | "access:write" | "service-groups:read" | "service-groups:write" | "chatbots:read" | "chatbots:write" | "labels:read" | "labels:write" | "canned-responses:read" | "canned-responses:write" | "sticky-bindings:read" | "sticky-bindings:write" | "settings:read" | "settings:write" | "roles:read" | "roles:write" | "audit-log:read" | "audit-log:write")[];
            /**
             * Format: date-time
             * @description When it ends; left out: never.
             */
            expiresAt?: string | null;
        };
        /** @description A file: either handed in before, or somewhere else with what is known of it. */
        NewAttachment: {
            /**
             * @description A file that the caller handed in.
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
            /** @description Of a to z, 0 to 9, `-` and `_`. Unique among everybody's, or among one's own. */
            key: string;
            text: string;
            /**
             * @description For everybody, which supervisors and administrators may add; else one's own.
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
            /**
             * @description Off unless given.
             * @default {
             *       "backup": true,
             *       "enabled": false,
             *       "expiryDays": 30,
             *       "waitSeconds": 60
             *     }
             */
            sticky?: components["schemas"]["StickyForm"] | null;
            /** @default firstName */
            displayNameFormat?: components["schemas"]["DisplayNameFormat"] | null;
            /**
             * @description All on, with texts in English, Chinese and Japanese, unless given.
             * @default {
             *       "away": {
             *         "enabled": true,
             *         "text": "We’re away at the moment. We’ve received your message and will get back to you as soon as we can.",
             *         "texts": {
             *           "ja": "ただいま対応できる担当者がおりません。メッセージを受け付けましたので、後ほどご連絡いたします。",
             *           "zh-Hans": "我们目前不在线。您的消息已收到，我们会尽快回复您。",
             *           "zh-Hant": "我們目前不在線上。您的訊息已收到，我們會盡快回覆您。"
             *         }
             *       },
             *       "close": {
             *         "enabled": true,
             *         "text": "This conversation is now closed. If there’s anything else, just send us a message.",
             *         "texts": {
             *           "ja": "このお問い合わせは終了しました。ほかにご用件がございましたら、いつでもメッセージをお送りください。",
             *           "zh-Hans": "本次对话已结束。如有其他需要，欢迎随时给我们发消息。",
             *           "zh-Hant": "這次對話已結束。如有其他需要，歡迎隨時傳訊息給我們。"
             *         }
             *       },
             *       "welcome": {
             *         "enabled": true,
             *         "text": "Hello! Thank you for contacting {{channel.name}}. We’ll be with you shortly.",
             *         "texts": {
             *           "ja": "{{channel.name}} へお問い合わせいただきありがとうございます。担当者がまもなくご案内します。",
             *           "zh-Hans": "您好！感谢您联系 {{channel.name}}，我们会尽快回复您。",
             *           "zh-Hant": "您好！感謝您聯絡 {{channel.name}}，我們很快會回覆您。"
             *         },
             *         "when": "firstContact"
             *       }
             *     }
             */
            messages?: components["schemas"]["ChannelMessagesForm"] | null;
            /**
             * @description Off unless given.
             * @default {
             *       "enabled": false,
             *       "quietSeconds": 1800,
             *       "text": "Are you still there? We’ll close this conversation soon. Send a message to keep it open.",
             *       "texts": {
             *         "ja": "まだご利用中でしょうか？まもなくこの会話を終了します。続ける場合はメッセージをお送りください。",
             *         "zh-Hans": "请问您还在吗？对话即将结束，发送消息即可继续。",
             *         "zh-Hant": "請問您還在嗎？對話即將結束，傳送訊息即可繼續。"
             *       },
             *       "warningSeconds": 300
             *     }
             */
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
             * @description What its requests are signed with, the challenge too, where the endpoint has to have it first: `whsec_` and 24 to 64
             *     random bytes in base64. Made here unless given.
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
        /** @description What staff say. */
        NewMessage: {
            /**
             * @description The client's id of the message: sending the same again changes nothing, something else is refused with
             *     `idempotency-conflict`.
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
            /** @description What it answers: a message of this conversation, by our id or the channel's. The channel is told its own id of it. */
            replyTo?: string | null;
            /**
             * Format: int64
             * @description Refuse with `unseen-message` when anything came after this sequence.
             */
            ifSequence?: number | null;
        };
        /**
         * @description The type of a message that staff send.
         * @enum {string}
         */
        NewMessageType: "text" | "image" | "video" | "audio" | "file" | "location" | "buttons" | "quickReplies";
        /** @description What colleagues should know. */
        NewNote: {
            /**
             * @description The client's id of the note: sending the same again changes nothing, something else is refused with
             *     `idempotency-conflict`.
             */
            clientId: string;
            text: string;
        };
        /** @description A new service group. */
        NewServiceGroup: {
            /** @description Unique in the workspace. */
            name: string;
            /** @description In order. */
            memberIds?: string[] | null;
            /** @default simultaneous */
            distribution?: components["schemas"]["Distribution"] | null;
            /** @default 20 */
            ringSeconds?: number | null;
            /** @default 60 */
            waitSeconds?: number | null;
            /** @description `null`: any number. */
            maxOpenPerMember?: number | null;
            /** @description Language tags (RFC 5646); empty: all languages. */
            languages?: string[] | null;
        };
        /** @description Until when an enquiry is put off. */
        NewSnooze: {
            /**
             * Format: date-time
             * @description At most 90 days ahead; `null`: it is at hand again now.
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
            events?: ("message.created" | "message.read" | "message.deleted" | "typing.started" | "typing.stopped" | "enquiry.opened" | "enquiry.assigned" | "enquiry.missed" | "enquiry.followedUp" | "enquiry.transferred" | "enquiry.closed")[] | null;
            /**
             * @description What outgoing requests are signed with, the challenge too, where the endpoint has to have it first: `whsec_` and 24 to
             *     64 random bytes in base64. Made here unless given.
             * @example whsec_…
             */
            signingSecret?: string | null;
        };
        /** @description Somebody to add. */
        NewStaff: {
            /** @description What they sign in with; unique. */
            email: string;
            firstName: string;
            lastName?: string | null;
            role: components["schemas"]["Role"];
            /** @description Without one, they sign in by single sign-on, or not before an administrator gives them one. */
            password?: string | null;
            serviceGroupIds?: string[] | null;
            /**
             * @description IANA name.
             * @default UTC
             */
            timeZone?: string | null;
        };
        /** @description Where an enquiry is handed. */
        NewTransfer: {
            /** @description The id of a service group, of a chatbot or of a staff member. */
            to: string;
            mode: components["schemas"]["TransferMode"];
            /** @description For colleagues; the visitor never sees it. */
            note?: string | null;
        };
        /** @description An enquiry put to a staff member. */
        Offer: {
            staffId: string;
            /** Format: date-time */
            expiresAt: string;
        };
        /** @description Events, in order. */
        Outbox: {
            /** @description Each as a webhook would get it, with its `id`, the `webhook-id`, beside `type`, `timestamp` and `data`. */
            items: Record<string, never>[];
            /** @description Where to read on, and what to confirm once all of these are dealt with. */
            nextCursor: string;
        };
        /** @description What was dealt with. */
        OutboxConfirmation: {
            /** @description The `nextCursor` of an answer, or the id of an event of the stream. */
            cursor: string;
            /**
             * @description Your own ids of the messages, by the `id` of their event: what a webhook would answer as `{"id": …}`. Strings of 1 to
             *     255 characters, or whole numbers. Of events that this call does not confirm they are ignored.
             * @example {
             *       "dlv_…": "m-2001"
             *     }
             */
            ids?: {
                [key: string]: string;
            } | null;
        };
        /** @description Who joins and who leaves. */
        ParticipantsChange: {
            add?: string[] | null;
            remove?: string[] | null;
        };
        /** @description Another password. */
        PasswordChange: {
            /** @description The present one. */
            currentPassword: string;
            password: string;
        };
        /** @description One's password. */
        PasswordConfirmation: {
            password: string;
        };
        /**
         * @description Who still signs in with a password: everybody, or administrators alone.
         * @enum {string}
         */
        Passwords: "allowed" | "administrators";
        /** @description Who answered. */
        PastAuthor: {
            /** @example Jane */
            displayName?: string | null;
        };
        /** @description A message that was said elsewhere, before: with all that a visitor's message has. */
        PastMessage: components["schemas"]["IncomingMessage"] & {
            direction: components["schemas"]["Direction"];
            /** @description Of outgoing messages: who answered. */
            author?: components["schemas"]["PastAuthor"];
            /**
             * @description Of outgoing messages: the address with which the person who answered signs in here, should they do so.
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
             * @description When the conversation ended, if that was after its last message. Not before `sentAt`, and not in the future.
             */
            closedAt?: string | null;
            /**
             * @description The labels of the conversation, each by its name or id; they have to be there. The last message of the conversation that
             *     has any counts.
             */
            labels?: string[] | null;
        };
        /** @description A tapped button or quick reply. */
        Postback: {
            payload: string;
            label?: string;
        };
        /** @description A refusal or failure (RFC 9457). Branch on `code`; the other texts are for people. */
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
            /** @description Each field that won't do. */
            errors?: components["schemas"]["FieldError"][];
            /** @description `challenge-failed`: what came of the challenge. */
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
        /** @description What is left when the app is lost. */
        RecoveryCodes: {
            /** @description Each is good once in place of the app's code. They are not told again. */
            recoveryCodes: string[];
        };
        /** @description What to send once more. */
        Replay: {
            /**
             * Format: date-time
             * @description Whose last request ended at or after this time, at most seven days ago.
             */
            since: string;
            /**
             * Format: date-time
             * @description And before this one; absent: now.
             */
            until?: string | null;
        };
        /** @description What goes out once more. */
        Replayed: {
            /** @description How many events. */
            count: number;
            /**
             * Format: date-time
             * @description Up to when they were looked for.
             */
            until: string;
            /**
             * Format: date-time
             * @description There are more than 10,000: ask again with this as `since`, and with `until` as above. `null`: these are all.
             */
            continueFrom?: string | null;
        };
        /**
         * @description What somebody may do.
         * @enum {string}
         */
        Role: "administrator" | "supervisor" | "agent";
        /** @description All roles. */
        RoleList: {
            items: components["schemas"]["RolePermissions"][];
            /** @description What to ask for to get the next page; `null`: this is the last. */
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
        Routing: {
            /** @description Service groups, in the order in which they are tried. */
            destinations: string[];
            /** @enum {string} */
            kind: "alternative";
        } | {
            /** @description Together at most 99 %. */
            branches: components["schemas"]["RoutingBranch"][];
            /** @description The remainder. */
            otherwise: components["schemas"]["Routing"];
            /** @enum {string} */
            kind: "percentage";
        } | {
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
            /** @enum {string} */
            kind: "time";
        };
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
             * @description `HH:MM`, up to `24:00`; not after `from`: on the next day.
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
            /** @description Why, in sentences. */
            trace: string[];
            /** @description What the rule decides, as data. */
            decisions: components["schemas"]["TraceStep"][];
            /** @description What would come of each destination now. */
            steps: components["schemas"]["RoutingStep"][];
        };
        /** @description A question to routing. */
        RoutingQuestion: {
            /**
             * Format: date-time
             * @description When the enquiry opens. Who is active is taken as it is now.
             */
            at: string;
            /** @description The visitor's language; left out: the one that is known of the visitor. */
            language?: string | null;
            /** @description A visitor, whose binding and language count. */
            visitorId?: string | null;
            /**
             * Format: int64
             * @description How many enquiries came to each percentage before; left out: as many as really did.
             */
            draw?: number | null;
            /** @description A rule to try instead of the channel's. */
            routing?: components["schemas"]["Routing"] | null;
            /** @description A sticky setting to try instead of the channel's. */
            sticky?: components["schemas"]["StickyForm"] | null;
        };
        /** @description What would come of one destination now. */
        RoutingStep: {
            /** @description A service group, a chatbot, or a person to whom the visitor is bound. */
            destinationId: string;
            /** @description The people who can be asked, in order: all at once or one after the other. */
            staffIds: string[];
            /**
             * @description Why nobody can be asked: `nobodyActive`, `language`, `notAnswering` or `removed`, so that it is passed over; or `full`, so that an
             *     enquiry waits for whoever becomes free.
             */
            skipped?: string | null;
        };
        /** @description Whether somebody signs in with a second factor. */
        SecondFactor: {
            on: boolean;
            /**
             * Format: int64
             * @description How many of the 8 recovery codes were not used yet.
             */
            recoveryCodesLeft: number;
        };
        /** @description A secret for an authenticator app. */
        SecondFactorOffer: {
            /** @description To be typed into the app: base32. */
            secret: string;
            /** @description The same for a QR code, with the account's name. */
            url: string;
        };
        /** @description A code that the app shows, and one's password. */
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
            /** @description In order. */
            memberIds: string[];
            distribution: components["schemas"]["Distribution"];
            /**
             * Format: int32
             * @description Seconds that one member is rung before the next; used by one-by-one distributions.
             */
            ringSeconds: number;
            /**
             * Format: int32
             * @description Seconds before the next destination is tried.
             */
            waitSeconds: number;
            /**
             * Format: int32
             * @description Open enquiries that one member may have at a time; `null`: any number.
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
            /** @description In order. */
            memberIds?: string[] | null;
            distribution?: components["schemas"]["Distribution"] | null;
            ringSeconds?: number | null;
            waitSeconds?: number | null;
            /** @description `null`: any number. */
            maxOpenPerMember?: number | null;
            /** @description Language tags (RFC 5646); empty: all languages. */
            languages?: string[] | null;
        };
        /** @description One sign-in. */
        Session: {
            id: string;
            /** @description The one that asks. */
            current: boolean;
            /** @description What the browser calls itself; empty if it doesn't. */
            userAgent: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last seen used, to the minute.
             */
            lastUsedAt: string;
            /**
             * Format: date-time
             * @description When it ends unless it is used.
             */
            expiresAt: string;
        };
        /** @description All of somebody's sessions: there are at most 20. */
        SessionList: {
            /** @description The last used one first. */
            items: components["schemas"]["Session"][];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description What somebody chooses. */
        SetAvailability: {
            availability: components["schemas"]["ChosenAvailability"];
        };
        /** @description The first administrator and their workspace. */
        SetUp: {
            /** @description From the link that the server printed. */
            token: string;
            workspaceName: string;
            /** @description What the administrator signs in with. */
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
        /** @description What holds for the whole workspace. */
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
        /** @description Whether the first start is still to come. */
        SetupBody: {
            /** @description There is no workspace yet. */
            needed: boolean;
            /**
             * @description The address to open, where it is https: a page that was opened over http can't keep a sign-in, since its cookie is for
             *     https alone.
             */
            secureUrl?: string | null;
        };
        /** @description Who is signed in now. */
        SignedInBody: {
            me: components["schemas"]["Me"];
        };
        /** @description How people of the workspace sign in beside a password. */
        SingleSignOn: {
            /**
             * @description What to enter at the provider as the redirect URI.
             * @example https://chat.example.com/api/v1/auth/single-sign-on/callback
             */
            redirectUri: string;
            provider?: components["schemas"]["IdentityProvider"] | null;
        };
        /** @description The third-party account behind a channel. Its credentials are told where they are made and by `reveal`. */
        Source: {
            /** @example src_01JD00000000000000000000AA */
            id: string;
            /** @description Unique in the workspace. */
            name: string;
            /** @description Where its events go; `null`: the channel reads its outbox. */
            webhookUrl?: string | null;
            webhookState: components["schemas"]["WebhookState"];
            /**
             * Format: int64
             * @description Events that have not arrived and were not given up.
             */
            waiting: number;
            /** @description The events that it gets; `message.created` is always among them. */
            events: string[];
            /** @description The channel on it that is not archived. */
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
        /** @description What is to change; a field that is left out stays. */
        SourceChange: {
            /** @description Unique in the workspace. */
            name?: string | null;
            /**
             * @description It has to answer the challenge. `null` or empty: none any more. The present address of an endpoint that is failing
             *     or stopped is tried again.
             */
            webhookUrl?: string | null;
            events?: ("message.created" | "message.read" | "message.deleted" | "typing.started" | "typing.stopped" | "enquiry.opened" | "enquiry.assigned" | "enquiry.missed" | "enquiry.followedUp" | "enquiry.transferred" | "enquiry.closed")[] | null;
        };
        /** @description A source. */
        SourceInfo: {
            id: string;
            name: string;
            /** @description `healthy`, `retrying`, `failing`, `stopped` or `none`. */
            webhookState: string;
            /**
             * Format: int64
             * @description Events that have not arrived and were not given up.
             */
            waiting: number;
        };
        /** @description A person who signs in. */
        Staff: {
            /** @example stf_01JD00000000000000000000AA */
            id: string;
            /** @description What they sign in with. */
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
        /** @description What is to change; a field that is left out stays. */
        StaffChange: {
            email?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            role?: components["schemas"]["Role"] | null;
            /** @description Ends all their sessions but the one that it is set in. */
            password?: string | null;
            /** @description Ends their API tokens with the password. Left out: yes, unless you set your own. */
            endApiTokens?: boolean | null;
            /** @description All that they shall be in. */
            serviceGroupIds?: string[] | null;
            timeZone?: string | null;
        };
        /** @description What a staff member signs in with, besides their password. */
        StaffSignIn: {
            /** @description Two-step verification is on. */
            secondFactor: boolean;
            /** @description An account at the identity provider is linked to them. */
            singleSignOn: boolean;
        };
        /** @description Whether a visitor's next enquiry goes to the person who handled the last one. */
        Sticky: {
            enabled: boolean;
            /**
             * Format: int32
             * @description `null`: never.
             */
            expiryDays?: number | null;
            /** @description When that person isn't active or doesn't answer in time, the rule goes on; without it the enquiry is missed. */
            backup: boolean;
            /**
             * Format: int32
             * @description How long that person is asked.
             */
            waitSeconds: number;
        };
        /** @description To whom a visitor's next enquiry on a channel goes first. */
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
             * @description `null`: never.
             */
            expiresAt?: string | null;
        };
        /** @description Whether a visitor's next enquiry goes to the person who handled the last one. */
        StickyForm: {
            enabled: boolean;
            /**
             * @description `null`: never.
             * @default 30
             */
            expiryDays?: number | null;
            /**
             * @description When that person isn't active or doesn't answer in time, the rule goes on; without it the enquiry is missed.
             * @default true
             */
            backup?: boolean | null;
            /**
             * @description How long that person is asked.
             * @default 60
             */
            waitSeconds?: number | null;
        };
        /** @description An endpoint to test. */
        TestEndpoint: {
            /** @description Its address. */
            webhookUrl: string;
            /** @description The source whose secret signs the challenge; absent: one made for this test. */
            sourceId?: string | null;
            /**
             * @description The secret that signs the challenge, for an endpoint that has it before its source is made.
             * @example whsec_…
             */
            signingSecret?: string | null;
        };
        /** @description Which sample. */
        TestEvent: {
            /**
             * @description What it tells, as in `message.created`.
             * @example message.created
             * @enum {string}
             */
            type: "message.created" | "message.read" | "message.deleted" | "typing.started" | "typing.stopped" | "enquiry.opened" | "enquiry.assigned" | "enquiry.missed" | "enquiry.followedUp" | "enquiry.transferred" | "enquiry.closed";
        };
        /** @description What came of a sample. */
        TestEventResult: components["schemas"]["Exchange"] & {
            /** @description Whether the channel took it. */
            ok: boolean;
            /** @description Why it did not. */
            reason?: string | null;
            /** @description The `webhook-id` that it had. */
            deliveryId: string;
            /** @description What was sent. */
            body: string;
            /**
             * Format: int32
             * @description The status that came back.
             */
            status?: number | null;
            /** Format: int64 */
            durationMs: number;
        };
        /** @description How long the phases took, in milliseconds. Of a connection that was open already there are none before the answer. */
        Timings: {
            /**
             * Format: double
             * @description Looking the host up.
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
             * @description From the start of the request to the first byte of the answer.
             */
            firstByteMs?: number | null;
            /**
             * Format: double
             * @description All of it.
             */
            totalMs: number;
        };
        /** @description How an enquiry was routed. */
        Trace: {
            /** @description In order. */
            items: components["schemas"]["TraceEntry"][];
            /** @description What to ask for to get the next page; `null`: this is the last. */
            nextCursor?: string | null;
        };
        /** @description One thing that routing did, or why it did not. */
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
            /** @description Of several people that it is about the first 50, in order. */
            staffIds: string[];
        };
        /**
         * @description What routing did.
         * @enum {string}
         */
        TraceKind: "rule" | "skipped" | "waiting" | "offered" | "leftOut" | "asked" | "handedOver" | "withdrawn" | "declined" | "unanswered" | "pickedUp" | "missed" | "transferred" | "returned" | "takenOver" | "closed" | "reopened";
        /** @description What routing did, as data and as a sentence. */
        TraceStep: {
            /**
             * @example pickedUp
             * @enum {string}
             */
            code: "wroteFirst" | "bound" | "noDestination" | "branch" | "remainder" | "withinHours" | "outsideHours" | "closedOn" | "unknownTimeZone" | "skipped" | "waiting" | "leftOut" | "offered" | "chatbotAsked" | "chatbotHandedOver" | "chatbotClosed" | "chatbotFailed" | "chatbotSilent" | "visitorSilent" | "noLongerAvailable" | "declined" | "unanswered" | "pickedUp" | "assigned" | "engaged" | "takenOver" | "missed" | "transferred" | "returned" | "transferCancelled" | "closed" | "closedByVisitor" | "visitorLeft" | "autoClosed" | "reopened" | "text";
            /** @description The names and numbers that belong to the code, as they were then. */
            params?: Record<string, never>;
            /** @description The same as an English sentence. */
            text: string;
        };
        /**
         * @description What becomes of a transfer that nobody accepts.
         * @enum {string}
         */
        TransferMode: "blind" | "loopback";
        /** @description Whether staff are typing. */
        Typing: {
            /** @description Started, or stopped. */
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
            /** @description Anything else the channel told: scalars by name. */
            attributes: Record<string, never>;
            /** @description Staff blocked them: their messages are refused. */
            blocked: boolean;
        };
        /** @description A way to sign in beside a password. */
        WayIn: {
            /**
             * @description What stands on the button, after "Sign in with".
             * @example Example Ltd
             */
            name: string;
            /**
             * @description Where a browser goes. `&next=` and the path of a page of the dashboard may follow.
             * @example /api/v1/auth/single-sign-on/start?workspace=wsp_01JD00000000000000000000AA
             */
            url: string;
        };
        /** @description The ways to sign in beside a password. */
        WaysIn: {
            /** @description One of each workspace that has an identity provider. */
            providers: components["schemas"]["WayIn"][];
        };
        /**
         * @description How an endpoint is doing: `retrying` while its latest answers were failures and events wait for another attempt,
         *     `failing` when it is only probed until it answers again, `stopped` after 410, `none` where there is no endpoint.
         * @enum {string}
         */
        WebhookState: "healthy" | "retrying" | "failing" | "stopped" | "none";
        /** @description The welcome text. */
        WelcomeMessage: {
            enabled: boolean;
            text: string;
            /** @description The same in other languages, by language tag (RFC 5646): visitors get the one that suits theirs best. */
            texts: components["schemas"]["BTreeMap"];
            when: components["schemas"]["WelcomeWhen"];
        };
        /** @description The welcome text. */
        WelcomeMessageForm: {
            enabled: boolean;
            /** @description Required where `enabled` is true. Empty counts as left out. */
            text?: string | null;
            /** @description The same in other languages; visitors get the one that suits theirs best. All are replaced. */
            texts?: {
                [key: string]: string;
            } | null;
            when?: components["schemas"]["WelcomeWhen"] | null;
        };
        /**
         * @description How often the welcome is said.
         * @enum {string}
         */
        WelcomeWhen: "firstContact" | "everyEnquiry";
        /** @description A business. */
        Workspace: {
            /**
             * @description Its id.
             * @example wsp_01JD00000000000000000000AA
             */
            id: string;
            /** @description What it is called. */
            name: string;
        };
    };
    responses: never;
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
            /** @description Whether the first start is still to come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupBody"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `wrong-setup-token`: The setup link is invalid. Use the one that the server printed at its start. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already-set-up`: This server is already set up. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-credentials`: The e-mail address or the password is wrong. `totp-required`: A code from your authenticator app is required. `wrong-totp`: The code is wrong or was already used. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `single-sign-on-required`: Sign in with single sign-on. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unreadable-secret`: The secret can't be read: it was encrypted with another key file. Replace it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startSingleSignOn: {
        parameters: {
            query: {
                /** @description Whose provider. */
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
            /** @description On to the provider, or to the sign-in page. */
            303: {
                headers: {
                    /** @description Where. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finishSingleSignOn: {
        parameters: {
            query?: {
                /** @description What the provider vouches for somebody by. */
                code?: string;
                /** @description What Causeway sent along. */
                state?: string;
                /** @description The provider's own name for itself. */
                iss?: string;
                /** @description Why it vouches for nobody. */
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On to the dashboard, or to the sign-in page. */
            303: {
                headers: {
                    /** @description Where. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description None, where nobody uses single sign-on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaysIn"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setSingleSignOn: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `version` that you saw: the change is refused with 412 when somebody else made one since. */
                "If-Match"?: string | null;
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
            /** @description It holds from now on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SingleSignOn"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: Someone else changed this in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description There is none. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description It holds from now on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description Codes for when the app is lost. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unreadable-secret`: The secret can't be read: it was encrypted with another key file. Replace it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unreadable-secret`: The secret can't be read: it was encrypted with another key file. Replace it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description Signed out there. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description Whether you do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description They have none. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                    "application/json": components["schemas"]["List_Staff"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `email-taken`: This e-mail address is already in use. `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `staff-in-use`: The staff member still has open enquiries. `last-administrator`: The last administrator with a password can't be removed or demoted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateStaff: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `version` that you saw: the change is refused with 412 when somebody else made one since. */
                "If-Match"?: string | null;
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `email-taken`: This e-mail address is already in use. `last-administrator`: The last administrator with a password can't be removed or demoted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: Someone else changed this in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description They are linked to none. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description What they sign in with. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffSignIn"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                    "application/json": components["schemas"]["List_ServiceGroup"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken`: This name is already in use. `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `group-in-use`: The service group is in use by a routing rule. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateServiceGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `version` that you saw: the change is refused with 412 when somebody else made one since. */
                "If-Match"?: string | null;
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken`: This name is already in use. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: Someone else changed this in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                    "application/json": components["schemas"]["List_Chatbot"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken`: This name is already in use. `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. `challenge-failed`: The endpoint did not pass the challenge. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `chatbot-in-use`: The chatbot is in use by a routing rule. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateChatbot: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `version` that you saw: the change is refused with 412 when somebody else made one since. */
                "If-Match"?: string | null;
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken`: This name is already in use. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: Someone else changed this in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. `challenge-failed`: The endpoint did not pass the challenge. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unreadable-secret`: The secret can't be read: it was encrypted with another key file. Replace it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description What came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeResult"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                    "application/json": components["schemas"]["List_Source"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken`: This name is already in use. `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. `challenge-failed`: The endpoint did not pass the challenge. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `source-in-use`: The source is in use by a channel. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSource: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `version` that you saw: the change is refused with 412 when somebody else made one since. */
                "If-Match"?: string | null;
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken`: This name is already in use. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: Someone else changed this in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. `challenge-failed`: The endpoint did not pass the challenge. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unreadable-secret`: The secret can't be read: it was encrypted with another key file. Replace it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description What goes out once more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description What came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestEventResult"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-webhook`: The source has no webhook. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Where they go. */
                sourceId?: string;
                /** @description `due`, `inFlight`, `delivered` or `failed`. */
                state?: string;
                /** @description Whose conversations they are about. */
                visitorId?: string;
                /** @description What they tell, as in `message.created`. */
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
                    "application/json": components["schemas"]["List_Delivery"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `source-stopped`: The source is stopped. `no-webhook`: The source has no webhook. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                    "application/json": components["schemas"]["List_Channel"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken`: This name is already in use. `source-in-use`: The source is in use by a channel. `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `version` that you saw: the change is refused with 412 when somebody else made one since. */
                "If-Match"?: string | null;
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken`: This name is already in use. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: Someone else changed this in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-archived`: The channel is archived. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-archived`: The channel is archived. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description Where it would go, and why. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingPreview"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description Where it would go, and why. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingPreview"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEnquiries: {
        parameters: {
            query?: {
                /** @description `open`, `ongoing`, `missed`, `followedUp`, `closed`; several with commas between them. */
                status?: string;
                /** @description Where it came in. */
                channelId?: string;
                /** @description Who picked it up. */
                ownerId?: string;
                /** @description A service group that was tried. */
                groupId?: string;
                /** @description A label that it has. */
                labelId?: string;
                /** @description Whose it is. */
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
                    "application/json": components["schemas"]["List_Enquiry"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description What follows this sequence. */
                after?: number;
                /** @description What leads up to this sequence. */
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-conflict`: This id was already used for a different message. `already-picked-up`: Someone else picked up the enquiry. `not-owner`: Pick up the enquiry first. `enquiry-closed`: The enquiry is closed. `unseen-message`: A newer message arrived. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. `unknown-message`: Message not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-owner`: Pick up the enquiry first. `not-failed`: The message has not failed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. `unknown-message`: Message not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-owner`: Pick up the enquiry first. `enquiry-closed`: The enquiry is closed. `not-deletable`: The channel does not support deleting messages. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already-picked-up`: Someone else picked up the enquiry. `not-offered`: The enquiry is not offered to you. `enquiry-closed`: The enquiry is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
        /** @description May be left out. */
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-picked-up`: The enquiry has not been picked up. `enquiry-closed`: The enquiry is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-owner`: Pick up the enquiry first. `enquiry-closed`: The enquiry is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description Told. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-owner`: Pick up the enquiry first. `enquiry-closed`: The enquiry is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-offered`: The enquiry is not offered to you. `enquiry-closed`: The enquiry is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-owner`: Pick up the enquiry first. `not-picked-up`: The enquiry has not been picked up. `enquiry-closed`: The enquiry is closed. `nobody-available`: No one is available there. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-owner`: Pick up the enquiry first. `not-picked-up`: The enquiry has not been picked up. `enquiry-closed`: The enquiry is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `enquiry-closed`: The enquiry is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-owner`: Pick up the enquiry first. `not-picked-up`: The enquiry has not been picked up. `enquiry-closed`: The enquiry is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-owner`: Pick up the enquiry first. `not-picked-up`: The enquiry has not been picked up. `enquiry-closed`: The enquiry is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-archived`: The channel is archived. `enquiry-closed`: The enquiry is closed. `enquiry-open`: The visitor already has an open enquiry. `too-late`: The enquiry was closed too long ago to be reopened. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-conflict`: This id was already used for a different message. `not-owner`: Pick up the enquiry first. `enquiry-closed`: The enquiry is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description How it was routed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trace"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `channel-suspended`: The channel is suspended. `visitor-blocked`: The visitor is blocked. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-conflict`: This id was already used for a different message. `enquiry-open`: The visitor already has an open enquiry. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken`: This name is already in use. `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `version` that you saw: the change is refused with 412 when somebody else made one since. */
                "If-Match"?: string | null;
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `name-taken`: This name is already in use. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: Someone else changed this in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description All that you can use, or a page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedResponseList"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-taken`: This key is already in use. `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCannedResponse: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `version` that you saw: the change is refused with 412 when somebody else made one since. */
                "If-Match"?: string | null;
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
            /** @description It, changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedResponse"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key-taken`: This key is already in use. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: Someone else changed this in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStickyBindings: {
        parameters: {
            query?: {
                /** @description On this channel. */
                channelId?: string;
                /** @description To this person. */
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
                    "application/json": components["schemas"]["List_StickyBinding"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `version` that you saw: the change is refused with 412 when somebody else made one since. */
                "If-Match"?: string | null;
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `version-mismatch`: Someone else changed this in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description All of them, or a page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenList"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description It is refused from now on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                    "application/json": components["schemas"]["List_AuditEntry"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: You don't have permission to do this. `cross-site`: Cross-site requests are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /**
                 * @description The id of the last frame that was seen, or the `causeway-cursor` of an answer; absent: from now on. The header
                 *     `Last-Event-ID` says the same.
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                "application/octet-stream": components["schemas"]["FileBytes"];
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
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
                "application/octet-stream": components["schemas"]["FileBytes"];
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
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-suspended`: The channel is suspended. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-channel`: The source has no channel yet. `limit-reached`: The limit has been reached. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFile: {
        parameters: {
            query?: {
                /** @description The small picture of a picture: at most 640 pixels wide and high, upright. */
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
                    "*/*": components["schemas"]["FileBytes"];
                };
            };
            /** @description The part asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
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
            /** @description `not-signed-in`: You are not signed in. `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross-site`: Cross-site requests are not allowed. `forbidden`: You don't have permission to do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `range-not-satisfiable`: The requested range is outside the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSignedFile: {
        parameters: {
            query: {
                /** @description Until when it is good, in seconds since 1970. */
                expires: number;
                signature: string;
            };
            header?: never;
            path: {
                /** @description A file. */
                id: string;
                /** @description What it is called; only to be read. */
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
                    "*/*": components["schemas"]["FileBytes"];
                };
            };
            /** @description The part asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
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
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `range-not-satisfiable`: The requested range is outside the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-suspended`: The channel is suspended. `visitor-blocked`: The visitor is blocked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-channel`: The source has no channel yet. `idempotency-conflict`: This id was already used for a different message. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-message`: The message is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description What became of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageBatchResults"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-suspended`: The channel is suspended. `visitor-blocked`: The visitor is blocked. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-channel`: The source has no channel yet. `idempotency-conflict`: This id was already used for a different message. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-message`: The message is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description What became of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryResults"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-suspended`: The channel is suspended. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-channel`: The source has no channel yet. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-message`: The message is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOmniOutbox: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of an answer; absent: from the first event that was not confirmed. */
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
            /** @description `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `outbox-not-used`: The source has a webhook, so its outbox is not used. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `outbox-not-used`: The source has a webhook, so its outbox is not used. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamOmniOutbox: {
        parameters: {
            query?: {
                /** @description As for reading; `Last-Event-ID` says the same. */
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
            /** @description `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `outbox-not-used`: The source has a webhook, so its outbox is not used. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The request is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `channel-suspended`: The channel is suspended. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-message`: Message not found. `unknown-visitor`: Visitor not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-channel`: The source has no channel yet. `not-editable`: This type of message has no text to edit. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-message`: The message is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description What belongs to the token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelInfo"];
                };
            };
            /** @description `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
            /** @description What was kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capabilities"];
                };
            };
            /** @description `malformed-json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-token`: The access token is invalid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-timeout`: The request took too long to arrive. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-message`: The message is invalid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal server error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is overloaded. `unavailable`: The database is unavailable. `timeout`: The server took too long to answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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

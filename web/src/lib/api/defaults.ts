// Generated from docs/openapi.json by `npm run api`. Change the server, not this file.

/** What the server chooses for fields of a new channel that are left out. */
export const newChannel = {
  "sticky": {
    "backup": true,
    "enabled": false,
    "expiryDays": 30,
    "waitSeconds": 60
  },
  "displayNameFormat": "firstName",
  "messages": {
    "away": {
      "enabled": true,
      "text": "We’re away at the moment. We’ve received your message and will get back to you as soon as we can.",
      "texts": {
        "ja": "ただいま対応できる担当者がおりません。メッセージを受け付けましたので、後ほどご連絡いたします。",
        "zh-Hans": "我们目前不在线。您的消息已收到，我们会尽快回复您。",
        "zh-Hant": "我們目前不在線上。您的訊息已收到，我們會盡快回覆您。"
      }
    },
    "close": {
      "enabled": true,
      "text": "This conversation is now closed. If there’s anything else, just send us a message.",
      "texts": {
        "ja": "このお問い合わせは終了しました。ほかにご用件がございましたら、いつでもメッセージをお送りください。",
        "zh-Hans": "本次对话已结束。如有其他需要，欢迎随时给我们发消息。",
        "zh-Hant": "這次對話已結束。如有其他需要，歡迎隨時傳訊息給我們。"
      }
    },
    "welcome": {
      "enabled": true,
      "text": "Hello! Thank you for contacting {{channel.name}}. We’ll be with you shortly.",
      "texts": {
        "ja": "{{channel.name}} へお問い合わせいただきありがとうございます。担当者がまもなくご案内します。",
        "zh-Hans": "您好！感谢您联系 {{channel.name}}，我们会尽快回复您。",
        "zh-Hant": "您好！感謝您聯絡 {{channel.name}}，我們很快會回覆您。"
      },
      "when": "firstContact"
    }
  },
  "autoClose": {
    "enabled": false,
    "quietSeconds": 1800,
    "text": "Are you still there? We’ll close this conversation soon. Send a message to keep it open.",
    "texts": {
      "ja": "まだご利用中でしょうか？まもなくこの会話を終了します。続ける場合はメッセージをお送りください。",
      "zh-Hans": "请问您还在吗？对话即将结束，发送消息即可继续。",
      "zh-Hant": "請問您還在嗎？對話即將結束，傳送訊息即可繼續。"
    },
    "warningSeconds": 300
  }
} as const;

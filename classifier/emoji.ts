/** Emoji that ads write in place of words. Each becomes an ordinary word before features are taken. */
const stands: Record<string, string> = {
  pasaporte: '🛂📕📗📘📙',
  matricula: '🪪💳🆔',
  cita: '📅🗓📆',
  consulado: '🏛🏦🏢',
  dolares: '💵💲💰💸🤑💴',
  llame: '📞☎📱📲🤙',
  mensaje: '📩📥📨✉💬📧✍',
  nino: '👶🧒👧👦',
  documento: '📄📑📃📝📋📎📁📂🗂',
  alerta: '⚠🚨‼❗🛑🚫⛔❌',
  noticia: '📰🗞🎙📺',
  ahora: '⏰⏱⌛⏳🕐🕘',
  lugar: '📍📌',
  disponible: '🟢🟩✅✔☑',
  aviso: '📢📣',
};

export const emojiWords: ReadonlyMap<string, string> = new Map(
  Object.entries(stands).flatMap(([word, signs]) => [...signs].map((sign): [string, string] => [sign, word])),
);

/** What the person has chosen, as the server wrote it into the page. */

export interface Settings {
  voice: boolean;
  voiceRate: number;
  chimes: boolean;
  camera: boolean;
  mirrored: boolean;
  language: string;
}

interface Raw {
  voice?: unknown;
  voice_rate?: unknown;
  chimes?: unknown;
  camera?: unknown;
  mirrored?: unknown;
  language?: unknown;
}

export function readSettings(text: string | null | undefined): Settings {
  let raw: Raw = {};
  try {
    raw = text ? (JSON.parse(text) as Raw) : {};
  } catch {
    raw = {};
  }
  const rate = Number(raw.voice_rate);
  return {
    voice: raw.voice !== false,
    voiceRate: Number.isFinite(rate) && rate > 0 ? Math.min(1.5, Math.max(0.6, rate)) : 0.95,
    chimes: raw.chimes !== false,
    camera: raw.camera === true,
    mirrored: raw.mirrored === true,
    language: typeof raw.language === "string" ? raw.language : "en",
  };
}

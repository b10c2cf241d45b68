import { type PointerEvent, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./form.module.css";

/** The picture that is kept: large enough to be read, and some 20 KB. */
const WIDTH = 800;
const HEIGHT = 320;
const PEN = 5;
/** Shorter than this in all, it is a touch of the hand and no signature. */
const SHORTEST = 80;

interface Props {
  /** `data:image/png;base64,…`, or none. */
  picture: string | null;
  fault?: string | undefined;
  onSigned: (picture: string) => void;
  onClear: () => void;
}

/** A frame to sign in with finger, pen or mouse. */
export function SignaturePad({ picture, fault, onSigned, onClear }: Props) {
  const { t } = useTranslation("handover");
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const ink = useRef(0);
  const last = useRef<{ x: number; y: number } | null>(null);
  const shown = useRef<string | null>(null);

  useEffect(() => {
    // What was just drawn here stands already.
    if (picture && picture === shown.current) return;
    shown.current = picture;
    ink.current = picture ? SHORTEST : 0;
    const pen = canvas.current?.getContext("2d");
    if (!pen) return;
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    if (!picture) return;
    const image = new Image();
    image.onload = () => pen.drawImage(image, 0, 0);
    image.src = picture;
  }, [picture]);

  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = placeOf(event);
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = canvas.current?.getContext("2d");
    if (!last.current || !pen) return;
    const place = placeOf(event);
    pen.strokeStyle = "#1f2a37";
    pen.lineWidth = PEN;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.beginPath();
    pen.moveTo(last.current.x, last.current.y);
    pen.lineTo(place.x, place.y);
    pen.stroke();
    ink.current += Math.hypot(place.x - last.current.x, place.y - last.current.y);
    last.current = place;
  };
  const up = () => {
    if (!last.current || !canvas.current) return;
    last.current = null;
    if (ink.current < SHORTEST) return;
    shown.current = canvas.current.toDataURL("image/png");
    onSigned(shown.current);
  };
  return (
    <section className={styles.block} aria-labelledby={id}>
      <div className={styles.split}>
        <h2 id={id} className={styles.label}>
          {t("form.signature")}
        </h2>
        <button type="button" className="text-action" onClick={onClear}>
          {t("form.sign-again")}
        </button>
      </div>
      <div className={styles.pad} data-bad={Boolean(fault)}>
        <canvas
          ref={canvas}
          width={WIDTH}
          height={HEIGHT}
          role="img"
          aria-label={t(picture ? "form.signature-kept" : "form.sign-here")}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={up}
        />
        <i aria-hidden="true" />
      </div>
      <p className={fault ? styles.fault : "note"}>{fault ?? (picture ? "" : t("form.sign-here"))}</p>
    </section>
  );
}

function placeOf(event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } {
  const frame = event.currentTarget.getBoundingClientRect();
  return {
    x: ((event.clientX - frame.left) / frame.width) * WIDTH,
    y: ((event.clientY - frame.top) / frame.height) * HEIGHT,
  };
}

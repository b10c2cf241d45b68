import styles from "./entry-frame.module.css";

const GEESE: [number, number][] = [
  [40, 128],
  [90, 148],
  [150, 166],
  [220, 128],
  [300, 148],
  [376, 128],
  [340, 166],
  [480, 148],
  [540, 166],
];

/** A village on the edge of its fields, geese on the way: the drawing at the foot of the cover. */
export function Village() {
  return (
    <svg
      className={styles.village}
      viewBox="0 0 600 200"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
    >
      <g fill="none" stroke="#CAC2B2" strokeWidth="1.200">
        <path d="M0 100h600M0 120h600M0 142h600M0 166h600M0 192h600" />
      </g>
      <g fill="none" stroke="#A79C84" strokeWidth="1.500">
        <path d="M64 100V64l34-22 34 22v36M132 74l26-17 26 17v26M84 100V80h19v20" />
        <path d="M262 100V71l30-20 30 20v29M282 100V84h15v16" />
        <path d="M430 100V64l38-28 38 28v36M506 76l22-14 22 14v24M452 100V76h19v24" />
        <path d="M224 100V58M224 78c-12-3-13-16 0-28 13 12 12 25 0 28M378 100V50M378 76c-15-4-16-20 0-36 16 16 15 32 0 36" />
        {GEESE.map(([x, y]) => (
          <path key={`${x}-${y}`} d={`M${x} ${y}c4-8 15-9 22-2 3-4 2-11 6-12l7 2`} />
        ))}
      </g>
    </svg>
  );
}

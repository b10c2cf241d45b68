/** The seal of the platform: a roof over two hands. Cinnabar, and nothing else on the page is. */
export function Seal({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 52 52" aria-hidden="true">
      <rect width="52" height="52" rx="6" fill="var(--cinnabar)" />
      <path d="M12 40V20l14-10 14 10v20" fill="none" stroke="var(--surface)" strokeWidth="3.2" />
      <path
        d="M17 29q9-5.500 18 0M17 37q9-5.500 18 0"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="3.6"
      />
    </svg>
  );
}

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { dismiss, holdNotices, releaseNotices, useStore } from '../../state/store.ts';

const icons = { good: CircleCheck, bad: CircleAlert, info: Info };

/** Messages at the foot of the window; read out as they come. */
export function Notices() {
  const notices = useStore((state) => state.notices);
  return (
    <section
      className="notices"
      aria-live="polite"
      aria-label="Messages"
      onMouseEnter={holdNotices}
      onMouseLeave={releaseNotices}
      onFocus={holdNotices}
      onBlur={releaseNotices}
    >
      {notices.map((notice) => {
        const Icon = icons[notice.tone];
        return (
          <div key={notice.id} className={`notice ${notice.tone}`}>
            <Icon
              size={16}
              aria-hidden="true"
              className={notice.tone === 'bad' ? 'over' : notice.tone === 'good' ? 'under' : ''}
            />
            <span>{notice.text}</span>
            {notice.action ? (
              <button
                type="button"
                className="button small push"
                onClick={() => {
                  notice.action?.run();
                  dismiss(notice.id);
                }}
              >
                {notice.action.label}
              </button>
            ) : null}
            <button
              type="button"
              className={`button plain icon small ${notice.action ? '' : 'push'}`}
              aria-label="Dismiss message"
              onClick={() => dismiss(notice.id)}
            >
              <X size={14} />
            </button>
          </div>
        );
      })}
    </section>
  );
}

import { Component, type ReactNode } from 'react';
import { StateView } from './state-view.tsx';

/** A screen that fails says so and can be tried again; the rest of the window, and the work in it, stay. */
export class ErrorBoundary extends Component<{ children: ReactNode; name: string }, { reason: string | null }> {
  override state: { reason: string | null } = { reason: null };

  static getDerivedStateFromError(error: unknown): { reason: string } {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.reason === null) return this.props.children;
    return (
      <StateView
        title={`${this.props.name} could not be shown`}
        actions={
          <button type="button" className="button primary" onClick={() => this.setState({ reason: null })}>
            Try again
          </button>
        }
      >
        Your data and scenario are safe. The other screens still work. Reason: {this.state.reason}
      </StateView>
    );
  }
}

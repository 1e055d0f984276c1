/** What every command leaves behind, damaged and killed ones too: tests/integration/cli/left-behind.exploit.test.ts in full. */
import '../integration/cli/left-behind.exploit.test.ts';

import { accessibilityTest } from './accessibility.ts';

accessibilityTest('light', 'en-GB', 1440);

import { accessibilityTest } from './accessibility.ts';

accessibilityTest('dark', 'ar', 390);

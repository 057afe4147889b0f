import { InFlight } from '../../src/log/in-flight.ts';
import { test } from '../harness.ts';

test('what is under way stands at its place until it is taken, once', async (t) => {
  const flight = new InFlight<{ name: string }>();
  const a = flight.add({ name: 'a' });
  const b = flight.add({ name: 'b' });
  t.same(flight.get(a), { name: 'a' });
  t.same(flight.take(a), { name: 'a' });
  t.equal(flight.take(a), null);
  t.equal(flight.get(a), null);
  t.equal(flight.size, 1);
  t.same(flight.all(), [{ name: 'b' }]);
  t.same(flight.get(b), { name: 'b' });
  t.equal(flight.get(7), null, 'a place that never was');
});

test('a place that is free is given to the next', async (t) => {
  const flight = new InFlight<{ name: string }>();
  const a = flight.add({ name: 'a' });
  const b = flight.add({ name: 'b' });
  flight.take(a);
  flight.take(a);
  t.equal(flight.add({ name: 'c' }), a);
  t.not(flight.add({ name: 'd' }), b);
  t.same(
    flight.all().map(({ name }) => name),
    ['c', 'b', 'd'],
  );
});

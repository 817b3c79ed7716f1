// The parts of ECharts that the application draws with, and no more.
import * as core from 'echarts/core';
import { BarChart, FunnelChart, HeatmapChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

core.use([
  BarChart, LineChart, FunnelChart, HeatmapChart,
  GridComponent, TooltipComponent, LegendComponent, TitleComponent, AriaComponent, VisualMapComponent, LabelLayout, SVGRenderer,
]);

export const init = core.init;
